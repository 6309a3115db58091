package dev.slipway.local.cloud.ministack;

import dev.slipway.local.cloud.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * ministack as a child process that is started again when it dies.
 *
 * @see <a href="https://pypi.org/project/ministack/">ministack</a>
 */
public final class Ministack implements AutoCloseable {
    private static final String LAUNCHER = "slipway_ministack.py";
    private static final int RESTARTS = 5;
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 10;

    private final PythonEnvironment python;
    private final Path folder;
    private final int publicPort;
    private final String door = UUID.randomUUID().toString();
    private final CompletableFuture<StartFailure> failure = new CompletableFuture<>();
    private final Deque<Instant> restarts = new ArrayDeque<>();
    private volatile boolean closing;
    private volatile Child child;

    private record Child(Process process, Handshake handshake) {}

    /**
     * Starts ministack and waits until it answers.
     *
     * @param python the environment that has it
     * @param folder where it keeps its state
     * @param publicPort the port under which clients know it, used in the addresses that it answers
     * @throws StartFailure when it does not come up
     */
    public static Ministack start(PythonEnvironment python, Path folder, int publicPort) throws StartFailure {
        return new Ministack(python, folder, publicPort);
    }

    private Ministack(PythonEnvironment python, Path folder, int publicPort) throws StartFailure {
        this.python = python;
        this.folder = folder;
        this.publicPort = publicPort;
        this.child = launch();
        watch(child);
    }

    /** The private port that ministack listens on now; it changes when ministack is started again. */
    public int port() {
        return child.handshake().port();
    }

    /** What opens the ways into ministack that are not for clients. */
    String door() {
        return door;
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
            var launcher = folder.resolve(LAUNCHER);
            try (var source = Ministack.class.getResourceAsStream(LAUNCHER)) {
                if (source == null) {
                    throw new IllegalStateException(LAUNCHER + " is not in this jar: build it again");
                }
                Files.copy(source, launcher, StandardCopyOption.REPLACE_EXISTING);
            }
            var builder = new ProcessBuilder(python.executable().toString(), "-I", launcher.toString())
                    .directory(temporary.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            setEnvironment(builder.environment(), temporary);
            var process = builder.start();
            return new Child(process, readHandshake(process));
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.Reason.STATE_UNUSABLE,
                    "ministack cannot start in %s (%s): make it a folder that you may write".formatted(folder, e));
        }
    }

    private static Handshake readHandshake(Process process) throws IOException, StartFailure {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            return Handshake.parse(output.readLine());
        } catch (StartFailure e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** A clean environment: settings of other emulators on this machine must not change ours. */
    private void setEnvironment(Map<String, String> environment, Path temporary) {
        var path = environment.get("PATH");
        var settings = new TreeMap<>(Map.ofEntries(
                Map.entry("STATE_DIR", folder.resolve("state").toString()),
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
                Map.entry("SLIPWAY_DOOR", door),
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
        var unused = watched.process().onExit().thenAcceptAsync(process -> restart(process.exitValue()));
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
            child = launch();
            watch(child);
        } catch (StartFailure e) {
            failure.complete(e);
        }
    }

    /** Lets ministack finish what it does, then ends it. */
    @Override
    public void close() {
        closing = true;
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
        process.destroyForcibly();
    }
}
