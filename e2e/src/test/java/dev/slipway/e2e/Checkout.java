package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the project in a folder of its own, with its own state, port and local cloud: what a user has after a clone.
 *
 * <p>Only the toolchain, the built local cloud and the built programs are shared with the project under test.
 */
final class Checkout implements AutoCloseable {
    static final Path PROJECT =
            Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize();
    private static final Pattern FILE_NAME = Pattern.compile("\0");
    private static final Duration LIMIT = Duration.ofMinutes(25);
    private static final int LISTINGS = 20;

    private final Path root;
    private final int port;
    private final Map<String, String> always;

    private Checkout(Path root, int port, Map<String, String> always) {
        this.root = root;
        this.port = port;
        this.always = always;
    }

    /** Copies every file that git would, and the compiled classes, so that not every test compiles what it changes. */
    static Checkout create(String name) {
        return create(name, Map.of());
    }

    /** The same for a test of what is declared: the tasks of its services are simulated, so that dozens of services cost nothing. */
    static Checkout withSimulatedTasks(String name) {
        return create(name, Map.of("SLIPWAY_CONTAINER_ENGINE", "simulated"));
    }

    /** The same with containers whose network one of podman's two backends makes, where podman is the engine and has it. */
    static Checkout withNetworkBackend(String name, String backend) {
        return create(name, Containers.haveBackend(backend) ? Map.of("SLIPWAY_NETWORK_BACKEND", backend) : Map.of());
    }

    private static Checkout create(String name, Map<String, String> always) {
        try {
            Path root = Files.createTempDirectory("slipway-" + name + "-").toRealPath();
            Checkout checkout = new Checkout(root, freePort(), always);
            while (!checkout.images(Integer.toString(checkout.port)).isEmpty()) {
                // Images of another registry, which once had this port, would be taken for ours.
                checkout = new Checkout(root, freePort(), always);
            }
            Result files = checkout.run(
                    PROJECT, List.of("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"), Map.of());
            for (String file : FILE_NAME.splitAsStream(files.ok()).toList()) {
                copy(PROJECT.resolve(file), root.resolve(file));
            }
            for (String target : List.of("target/classes", "target/maven-status")) {
                copyTree(PROJECT.resolve(target), root.resolve(target));
            }
            return checkout;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    Path state() {
        return root.resolve(".slipway");
    }

    int port() {
        return port;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** What exists in the region of stack local. */
    Inventory inventory() {
        return inventory("us-east-1");
    }

    Inventory inventory(String region) {
        return new Inventory(endpoint(), region);
    }

    /** Writes a file of the checkout, for example another stack's configuration. */
    Checkout write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code ./slipway ARGUMENTS} to its end. */
    Result slipway(String... arguments) {
        return slipway(Map.of(), arguments);
    }

    /** Runs {@code ./slipway ARGUMENTS} with more variables in its environment; an empty value takes a variable away. */
    Result slipway(Map<String, String> environment, String... arguments) {
        return run(root, command(arguments), environment);
    }

    /** Runs lines of bash in the checkout, with what {@code ./slipway local env} says. */
    Result shell(String lines) {
        return run(
                root,
                List.of("bash", "-euo", "pipefail", "-c", "eval \"$(./slipway local env)\"\n" + lines),
                Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_TERMINAL_PROMPT", "0"));
    }

    /** Starts {@code ./slipway ARGUMENTS} in a session of its own, so that a test can kill all of it at once. */
    Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        prepare(builder.environment(), Map.of());
        return builder.start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./slipway"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void prepare(Map<String, String> environment, Map<String, String> more) {
        environment.put("SLIPWAY_PORT", Integer.toString(port));
        environment.put("SLIPWAY_STATE", state().toString());
        environment.put(
                "SLIPWAY_LOCAL_JAR",
                PROJECT.resolve("local/target/slipway-local.jar").toString());
        environment.put("SLIPWAY_PROGRAMS", PROJECT.resolve("target/start").toString());
        environment.put("PULUMI_SKIP_UPDATE_CHECK", "true");
        environment.putAll(always);
        new TreeMap<>(more).forEach((name, value) -> {
            if (value.isEmpty()) {
                environment.remove(name);
            } else {
                environment.put(name, value);
            }
        });
    }

    private Result run(Path folder, List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("slipway", ".out");
            Path err = Files.createTempFile("slipway", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                prepare(builder.environment(), environment);
                Process process = builder.start();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end within " + LIMIT + "\n" + Files.readString(out)
                            + Files.readString(err));
                }
                return new Result(process.exitValue(), text(out), text(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Ids of the containers of this checkout's tasks, running or not. */
    List<String> containers() {
        return containers(state());
    }

    /** The same of the local cloud whose state is in a folder. */
    List<String> containers(Path folder) {
        String engine = engine(folder);
        Path records = folder.resolve("cloud/ecs.json");
        if (engine.isEmpty() || !Files.exists(records)) {
            return List.of();
        }
        // The line after it is its length and checksum.
        String first =
                read(root.relativize(records).toString()).lines().findFirst().orElseThrow();
        String cloud =
                JsonParser.parseString(first).getAsJsonObject().get("cloud").getAsString();
        return run(
                        root,
                        List.of(engine, "ps", "--all", "--quiet", "--filter", "label=dev.slipway.cloud=" + cloud),
                        Map.of())
                .ok()
                .lines()
                .toList();
    }

    /** The command that sees a local cloud's containers and images: podman's are in a store of the cloud's own. */
    private static String engine(Path folder) {
        Path own = folder.resolve("cloud/engine/podman");
        return Files.isExecutable(own) ? own.toString() : Containers.engine();
    }

    /** The backend that makes the network of this checkout's containers. */
    String networkBackend() {
        return run(root, List.of(engine(state()), "info", "--format", "{{.Host.NetworkBackend}}"), Map.of())
                .ok()
                .strip();
    }

    /** References of the images in the container engine that are from the registry at a port of this machine. */
    List<String> images(String port) {
        String engine = engine(state());
        if (engine.isEmpty()) {
            return List.of();
        }
        List<String> list = List.of(engine, "images", "--format", "{{.Repository}}:{{.Tag}}");
        Result listed = run(root, list, Map.of());
        for (int more = LISTINGS; more > 1 && listed.exit() != 0; more--) {
            // An image that is removed while podman lists it fails the whole list; other tests remove theirs.
            listed = run(root, list, Map.of());
        }
        return listed.ok()
                .lines()
                .filter(image -> image.startsWith("127.0.0.1:" + port + "/"))
                .toList();
    }

    /** Stops and resets the local cloud, which leaves no container and no image behind, and deletes the checkout. */
    @Override
    public void close() throws IOException {
        slipway("local", "stop").ok();
        assertThat(containers()).isEmpty();
        slipway("local", "reset", "--yes").ok();
        assertThat(images(Integer.toString(port))).isEmpty();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
