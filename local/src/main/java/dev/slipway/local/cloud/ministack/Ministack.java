package dev.slipway.local.cloud.ministack;

import dev.slipway.local.cloud.StartFailure;
import dev.slipway.local.process.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * ministack as a child process that is started again when it dies.
 *
 * @see <a href="https://pypi.org/project/ministack/">ministack</a>
 */
public final class Ministack implements Upstream, AutoCloseable {
    private static final String LAUNCHER = "slipway_ministack.py";
    private static final String CBOR = "slipway_cbor.py";
    private static final String STATE = "slipway_state.py";
    private static final int KEY_BYTES = 32;
    private static final String MANIFEST = "slipway_manifest.py";
    private static final int RESTARTS = 5;
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 10;
    /** How long a request waits for ministack to be back; clients wait longer for an answer. */
    private static final Duration BRIDGED = Duration.ofSeconds(30);
    /** A broken connection shows before the end of its process does. */
    private static final Duration END_SHOWS = Duration.ofSeconds(3);

    private final PythonEnvironment python;
    private final Path folder;
    private final int publicPort;
    private final String key = secret();
    private final Object news = new Object();
    private final CompletableFuture<StartFailure> failure = new CompletableFuture<>();
    private final Deque<Instant> restarts = new ArrayDeque<>();
    private volatile boolean closing;
    private volatile Child child;

    private record Child(Process process, CompletableFuture<Handshake> said) {
        /** Waits for it while the child starts. */
        Handshake handshake() {
            return said.join();
        }
    }

    /**
     * Starts ministack; {@link #awaitReady} waits until it answers, and whoever needs it before waits too.
     *
     * @param python the environment that has it
     * @param folder where it keeps its state
     * @param publicPort the port under which clients know it, used in the addresses that it answers
     * @throws StartFailure when there is no process
     */
    public static Ministack start(PythonEnvironment python, Path folder, int publicPort) throws StartFailure {
        return new Ministack(python, folder, publicPort);
    }

    private Ministack(PythonEnvironment python, Path folder, int publicPort) throws StartFailure {
        this.python = python;
        this.folder = folder;
        this.publicPort = publicPort;
        this.child = launch();
    }

    /**
     * Waits until ministack has loaded its state and answers; from then on it is started again when it ends.
     *
     * @throws StartFailure when it does not come up
     */
    public void awaitReady() throws StartFailure {
        awaitReady(child);
        watch(child);
    }

    private void awaitReady(Child started) throws StartFailure {
        try {
            started.said().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartFailure failed) {
                throw failed;
            }
            throw cannotStart(e.getCause());
        }
    }

    private StartFailure cannotStart(@Nullable Throwable reason) {
        return new StartFailure(
                StartFailure.Reason.STATE_UNUSABLE,
                "ministack cannot start in %s (%s): make it a folder that you may write".formatted(folder, reason));
    }

    private static String secret() {
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public int port() {
        await(() -> running() || closing || failure.isDone(), BRIDGED);
        return child.handshake().port();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public boolean endedSince(int port) {
        return await(() -> !running() || child.handshake().port() != port, END_SHOWS) && up();
    }

    @Override
    public boolean up() {
        return !closing && !failure.isDone();
    }

    private boolean await(BooleanSupplier happened, Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        synchronized (news) {
            try {
                while (!happened.getAsBoolean()) {
                    var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) {
                        return false;
                    }
                    news.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private void tell() {
        synchronized (news) {
            news.notifyAll();
        }
    }

    /** The signing names of the services that ministack answers for. */
    public Set<String> services() {
        return child.handshake().services();
    }

    /** The process id of the child. */
    public long pid() {
        return child.process().pid();
    }

    /** Whether the child runs. */
    public boolean running() {
        return child.process().isAlive();
    }

    /** Completes when ministack died and cannot be brought up again. */
    public CompletableFuture<StartFailure> failure() {
        return failure.copy();
    }

    private Child launch() throws StartFailure {
        try {
            var temporary = Files.createDirectories(folder.resolve("tmp"));
            var launcher = unpack(LAUNCHER);
            unpack(CBOR);
            unpack(STATE);
            unpack(MANIFEST);
            var builder = new ProcessBuilder(python.executable().toString(), "-I", launcher.toString())
                    .directory(temporary.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            setEnvironment(builder.environment(), temporary);
            var process = builder.start();
            try {
                process.getOutputStream().write((key + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException ended) {
                System.err.println("slipway-local: ministack does not take its key: " + ended.getMessage());
            }
            return new Child(process, handshake(process));
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** Read by a thread of its own: meanwhile the gateway makes itself ready. */
    private static CompletableFuture<Handshake> handshake(Process process) {
        var said = new CompletableFuture<Handshake>();
        var reader = new Thread(
                () -> {
                    try {
                        said.complete(readHandshake(process));
                    } catch (IOException | StartFailure e) {
                        said.completeExceptionally(e);
                    }
                },
                "ministack's start");
        reader.setDaemon(true);
        reader.start();
        return said;
    }

    private Path unpack(String name) throws IOException {
        var file = folder.resolve(name);
        try (var source = Ministack.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException(name + " is not in this jar: build it again");
            }
            Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static Handshake readHandshake(Process process) throws IOException, StartFailure {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            return Handshake.parse(output.readLine());
        } catch (StartFailure e) {
            ProcessTree.kill(process);
            throw e;
        }
    }

    /** A clean environment: settings of other emulators on this machine must not change ours. */
    private void setEnvironment(Map<String, String> environment, Path temporary) {
        var path = environment.get("PATH");
        var settings = new TreeMap<>(Map.ofEntries(
                Map.entry("STATE_DIR", folder.resolve("state").toString()),
                Map.entry("INDEX_DIR", folder.resolve(MinistackCheck.INDEX).toString()),
                Map.entry("SLIPWAY_MANIFEST", folder.resolveSibling("manifest").toString()),
                Map.entry("S3_DATA_DIR", folder.resolve("objects").toString()),
                Map.entry("PERSIST_STATE", "1"),
                Map.entry("S3_PERSIST", "1"),
                Map.entry("AUTH", "true"),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("MINISTACK_ACCOUNT_ID", "000000000000"),
                Map.entry("MINISTACK_REGION", "us-east-1"),
                Map.entry("MINISTACK_HOST", "127.0.0.1"),
                Map.entry("GATEWAY_PORT", Integer.toString(publicPort)),
                Map.entry("BIND_HOST", "127.0.0.1"),
                Map.entry("SFTP_ENABLED", "0"),
                Map.entry("IOT_MTLS_ENABLED", "0"),
                // No daemon there: ministack then keeps away from Docker.
                Map.entry("DOCKER_HOST", "unix:///nonexistent/docker.sock"),
                Map.entry("LOG_LEVEL", "WARNING"),
                Map.entry("TMPDIR", temporary.toString()),
                Map.entry("HOME", temporary.toString()),
                Map.entry("PYTHONUTF8", "1")));
        environment.clear();
        environment.putAll(settings);
        if (path != null) {
            environment.put("PATH", path);
        }
    }

    private void watch(Child watched) {
        var unused = watched.process().onExit().thenAcceptAsync(process -> {
            tell();
            restart(process.exitValue());
            tell();
        });
    }

    private synchronized void restart(int exitCode) {
        if (closing) {
            return;
        }
        System.err.printf("slipway-local: ministack ended (exit code %d), starting it again%n", exitCode);
        var now = Instant.now();
        restarts.removeIf(earlier -> earlier.isBefore(now.minus(RESTART_WINDOW)));
        restarts.add(now);
        if (restarts.size() > RESTARTS) {
            failure.complete(new StartFailure(
                    StartFailure.Reason.OTHER,
                    "ministack ended %d times within a minute: its messages are above".formatted(restarts.size())));
            return;
        }
        try {
            var next = launch();
            awaitReady(next);
            child = next;
            watch(next);
        } catch (StartFailure e) {
            failure.complete(e);
        }
    }

    /** Lets ministack finish what it does, then ends it. */
    @Override
    public void close() {
        closing = true;
        tell();
        synchronized (this) {
            stop(child.process());
        }
    }

    private static void stop(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            System.err.println("slipway-local: ministack's input cannot be closed, so it is killed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessTree.kill(process);
    }
}
