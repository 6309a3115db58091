package dev.slipway.local.cloud.ecs.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.store.JsonEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** podman or Docker through its command line program: the one interface that both have in common everywhere. */
final class CliRuntime implements ContainerRuntime {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration PULL = Duration.ofMinutes(10);
    private static final Pattern OBEYED = Pattern.compile("PATH|HOME|USER|TMPDIR|SHELL|TERM|NO_COLOR|NOTIFY_SOCKET"
            + "|(?i:https?_proxy|no_proxy|all_proxy)"
            + "|(?:LD|XDG|DOCKER|CONTAINERS?|PODMAN|STORAGE|BUILDAH|REGISTRY|DBUS|SSL|GO)[A-Z_]*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Engine engine;
    private final CommandLine commandLine;
    private final String version;
    private final ImageArchives archives;

    CliRuntime(Engine engine, CommandLine commandLine, String version, ImageArchives archives) {
        this.engine = engine;
        this.commandLine = commandLine;
        this.version = version;
        this.archives = archives;
    }

    @Override
    public String description() {
        return engine.program() + " " + version;
    }

    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public void pull(ImagePull pull) throws ContainerFailure, InterruptedException {
        if (pull.image().startsWith("localhost/")) {
            // A name without a registry's port: an image that was built on this machine, and is nowhere else.
            find(pull.image());
            return;
        }
        var command = command("pull");
        command.addAll(engine.pullOptions());
        var credentials = pull.credentials();
        if (credentials == null) {
            command.add(pull.image());
            check(commandLine.run(command, Map.of(), PULL));
            return;
        }
        Path folder = null;
        try {
            // The token goes into a file that only this user may read: command lines are public on a machine.
            folder = Files.createTempDirectory(
                    "slipway-login",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var file = folder.resolve("config.json");
            Files.writeString(file, login(pull.image(), credentials));
            var environment = new HashMap<String, String>();
            if (engine.authFileOption().isEmpty()) {
                environment.put("DOCKER_CONFIG", folder.toString());
            } else {
                command.add(engine.authFileOption());
                command.add(file.toString());
            }
            command.add(pull.image());
            check(commandLine.run(command, environment, PULL));
        } catch (IOException e) {
            throw new ContainerFailure("login for %s cannot be written: %s".formatted(pull.image(), e.getMessage()), e);
        } finally {
            if (folder != null) {
                forget(folder);
            }
        }
    }

    private void find(String image) throws ContainerFailure, InterruptedException {
        var present = commandLine.run(command("image", "inspect", "--format", "{{.Id}}", image), Map.of(), QUICK);
        var archive = archives.find(image);
        if (present.exitCode() == 0 || archive.isEmpty()) {
            check(present);
            return;
        }
        check(commandLine.run(
                command("load", "--quiet", "--input", archive.get().toString()), Map.of(), PULL));
    }

    private static String login(String image, RegistryCredentials credentials) throws JsonProcessingException {
        var registry = image.substring(0, Math.max(0, image.indexOf('/')));
        var auth = Base64.getEncoder()
                .encodeToString(
                        (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8));
        return JSON.writeValueAsString(Map.of("auths", Map.of(registry, Map.of("auth", auth))));
    }

    private static void forget(Path folder) throws ContainerFailure {
        try {
            Files.deleteIfExists(folder.resolve("config.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new ContainerFailure("login in %s cannot be removed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    @Override
    public String start(ContainerSpec spec) throws ContainerFailure, InterruptedException {
        var command = command("run");
        command.add("--detach");
        command.addAll(engine.runOptions());
        command.addAll(List.of("--name", spec.name()));
        spec.labels().forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
        addNetwork(command, spec.network());
        if (spec.readonlyRootFilesystem()) {
            command.add("--read-only");
        }
        if (spec.init()) {
            command.add("--init");
        }
        addOption(command, "--workdir", spec.workingDirectory());
        addOption(command, "--user", spec.user());
        var passed = new HashMap<String, String>();
        for (var variable : new TreeMap<>(spec.environment()).entrySet()) {
            addVariable(command, passed, variable.getKey(), variable.getValue());
        }
        var entryPoint = spec.entryPoint();
        var arguments = new ArrayList<String>();
        if (entryPoint != null && !entryPoint.isEmpty()) {
            command.addAll(List.of("--entrypoint", entryPoint.get(0)));
            arguments.addAll(entryPoint.subList(1, entryPoint.size()));
        }
        if (spec.command() != null) {
            arguments.addAll(spec.command());
        }
        command.add(spec.image());
        command.addAll(arguments);
        var outcome = commandLine.run(command, passed, QUICK);
        if (outcome.exitCode() != 0) {
            remove(spec.name());
        }
        return lastLine(check(outcome));
    }

    private static void addNetwork(List<String> command, ContainerNetwork network) {
        if (network instanceof ContainerNetwork.Host) {
            command.add("--network=host");
        } else if (network instanceof ContainerNetwork.Shared shared) {
            command.add("--network=container:" + shared.containerId());
        } else if (network instanceof ContainerNetwork.Published published) {
            published.containerPorts().stream()
                    .sorted()
                    .forEach(port -> command.addAll(List.of("--publish", "127.0.0.1::" + port)));
        }
    }

    /**
     * Values pass through the environment of the engine's program, because command lines are public on a machine; except
     * those that the program itself would obey.
     */
    private static void addVariable(List<String> command, Map<String, String> passed, String name, String value) {
        if (OBEYED.matcher(name).matches()) {
            command.addAll(List.of("--env", name + "=" + value));
        } else {
            passed.put(name, value);
            command.addAll(List.of("--env", name));
        }
    }

    private static void addOption(List<String> command, String option, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            command.addAll(List.of(option, value));
        }
    }

    @Override
    public @Nullable ContainerInfo inspect(String id) throws ContainerFailure, InterruptedException {
        var command = command("container", "inspect", id);
        var outcome = commandLine.run(command, Map.of(), QUICK);
        if (outcome.exitCode() != 0 && missing(outcome)) {
            return null;
        }
        return info(parse(check(outcome)).get(0));
    }

    @Override
    public List<ContainerInfo> list(String cloud) throws ContainerFailure, InterruptedException {
        var command = command(
                "ps", "--all", "--no-trunc", "--quiet", "--filter", "label=%s=%s".formatted(Labels.CLOUD, cloud));
        var ids = check(commandLine.run(command, Map.of(), QUICK)).lines().toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var inspect = command("container", "inspect");
        inspect.addAll(ids);
        var all = commandLine.run(inspect, Map.of(), QUICK);
        var found = new ArrayList<ContainerInfo>();
        if (all.exitCode() == 0) {
            for (var node : parse(all.output())) {
                found.add(info(node));
            }
            return List.copyOf(found);
        }
        // One of them went away in between, and the engine answered for none.
        for (var id : ids) {
            var info = inspect(id);
            if (info != null) {
                found.add(info);
            }
        }
        return List.copyOf(found);
    }

    private static ContainerInfo info(JsonNode node) throws ContainerFailure {
        var state = node.path("State");
        var running = state.path("Running").asBoolean();
        var labels = new TreeMap<String, String>();
        node.path("Config")
                .path("Labels")
                .properties()
                .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
        var ports = new LinkedHashMap<Integer, Integer>();
        for (var port : node.path("NetworkSettings").path("Ports").properties()) {
            var binding = port.getValue().path(0).path("HostPort").asText("");
            if (!binding.isEmpty() && port.getKey().endsWith("/tcp")) {
                ports.put(Integer.valueOf(port.getKey().replace("/tcp", "")), Integer.valueOf(binding));
            }
        }
        var digest = node.path("ImageDigest").asText("");
        return new ContainerInfo(
                node.path("Id").asText(),
                labels,
                running,
                running ? null : state.path("ExitCode").asInt(),
                instant(state.path("StartedAt").asText("")),
                ports,
                digest.isEmpty() ? null : digest);
    }

    private static @Nullable Instant instant(String text) throws ContainerFailure {
        // Both engines write year 1 for "never".
        if (text.isEmpty() || text.startsWith("0001-")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new ContainerFailure("engine answered time \"%s\", expected RFC 3339".formatted(text), e);
        }
    }

    @Override
    public int exec(String id, List<String> command, Duration timeout) throws ContainerFailure, InterruptedException {
        var full = command("exec", id);
        full.addAll(command);
        return commandLine.run(full, Map.of(), timeout).exitCode();
    }

    @Override
    public void stop(String id, Duration timeout) throws ContainerFailure, InterruptedException {
        var command = command("stop", "--time", Long.toString(timeout.toSeconds()), id);
        tolerateMissing(commandLine.run(command, Map.of(), timeout.plus(QUICK)));
    }

    @Override
    public void remove(String id) throws ContainerFailure, InterruptedException {
        var command = command("rm", "--force");
        if (engine.equals(Engine.PODMAN)) {
            // podman asks politely for ten seconds first, Docker kills at once.
            command.addAll(List.of("--time", "0"));
        }
        command.addAll(List.of("--volumes", id));
        tolerateMissing(commandLine.run(command, Map.of(), QUICK));
    }

    @Override
    public LogStream logs(String id, Instant since, Consumer<LogLine> lines) throws ContainerFailure {
        var process = commandLine.start(command("logs", "--follow", "--timestamps", "--since", since.toString(), id));
        var reader = new Thread(() -> read(process, lines), "logs-" + id.substring(0, Math.min(12, id.length())));
        reader.setDaemon(true);
        reader.start();
        return new LogStream() {
            @Override
            public void awaitEnd(Duration limit) throws InterruptedException {
                reader.join(limit.toMillis());
            }

            @Override
            public void close() {
                process.destroy();
            }
        };
    }

    private static void read(Process process, Consumer<LogLine> lines) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(parseLine(line));
            }
        } catch (IOException closed) {
            // The stream was closed because nobody reads it any more.
            process.destroy();
        }
    }

    static LogLine parseLine(String line) {
        var space = line.indexOf(' ');
        if (space > 0) {
            try {
                return new LogLine(
                        OffsetDateTime.parse(line.substring(0, space)).toInstant(), line.substring(space + 1));
            } catch (DateTimeParseException plain) {
                return new LogLine(Instant.now(), line);
            }
        }
        return new LogLine(Instant.now(), line);
    }

    private List<String> command(String... words) {
        var command = new ArrayList<String>();
        command.add(engine.program());
        command.addAll(engine.options());
        command.addAll(List.of(words));
        return command;
    }

    private static void tolerateMissing(CommandLine.Outcome outcome) throws ContainerFailure {
        if (outcome.exitCode() != 0 && !missing(outcome)) {
            check(outcome);
        }
    }

    private static boolean missing(CommandLine.Outcome outcome) {
        var error = outcome.error().toLowerCase(java.util.Locale.ROOT);
        return error.contains("no such container") || error.contains("no container with name or id");
    }

    private static String check(CommandLine.Outcome outcome) throws ContainerFailure {
        if (outcome.exitCode() != 0) {
            throw new ContainerFailure(lastLine(outcome.error()).replaceFirst("^Error: ", ""));
        }
        return outcome.output();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (first, second) -> second);
    }

    private static JsonNode parse(String text) throws ContainerFailure {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ContainerFailure("engine answered no JSON from " + JsonEnd.of(e) + " on", e);
        }
    }
}
