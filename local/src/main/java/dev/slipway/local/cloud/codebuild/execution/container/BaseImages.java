package dev.slipway.local.cloud.codebuild.execution.container;

import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import dev.slipway.local.cloud.podman.ContainersConf;
import dev.slipway.local.cloud.podman.HostVariables;
import dev.slipway.local.cloud.podman.NetworkBackend;
import dev.slipway.local.process.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that every privileged build finds without a registry, as the build images of AWS bring some along. With podman they lie in a store
 * of their own that builds read; Docker's daemon is given them.
 */
public final class BaseImages {
    private static final Logger LOG = LoggerFactory.getLogger(BaseImages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ContainerEngine engine;
    private final @Nullable Path archives;
    private final Path folder;
    private boolean loaded;
    private @Nullable Store store;

    /**
     * A store of podman.
     *
     * @param folder where it is
     * @param driver its storage driver, which a build's own store must share
     */
    public record Store(Path folder, String driver) {}

    /**
     * @param archives folder of image archives, {@code *.tar}, or null for none
     * @param folder where podman's store is to be; made anew by each process
     */
    public BaseImages(ContainerEngine engine, @Nullable Path archives, Path folder) {
        this.engine = engine;
        this.archives = archives;
        this.folder = folder;
    }

    /** Podman's store; empty without images, without podman, and where they cannot be loaded. Loads them when it is first asked for. */
    public synchronized Optional<Store> store() throws IOException, InterruptedException {
        var found = list();
        // Archives may be made while the cloud runs: none is no answer that stays.
        if (!loaded && !found.isEmpty()) {
            store = load(found);
            loaded = true;
        }
        return Optional.ofNullable(store);
    }

    private @Nullable Store load(List<Path> found) throws IOException, InterruptedException {
        var program = engine.program();
        if (program == null) {
            return null;
        }
        Files.createDirectories(folder);
        if (engine.kind() != ContainerEngine.Kind.PODMAN) {
            loadAll(List.of(program.toString()), found, HostVariables.kept());
            return null;
        }
        // Podman refuses a path of more than 50 characters for what it only needs while it runs.
        var run = Files.createTempDirectory("podman");
        try {
            var command = List.of(
                    program.toString(), "--root", folder.resolve("store").toString(), "--runroot", run.toString());
            var variables = variables(run);
            return loadAll(command, found, variables)
                    ? run(command, variables, "info", "--format", "{{.Store.GraphDriverName}}")
                            .map(driver -> new Store(folder.resolve("store"), driver.strip()))
                            .orElse(null)
                    : null;
        } finally {
            Trees.delete(run);
        }
    }

    /** Podman reads the cloud's configuration, and writes nothing outside of its folders. */
    private Map<String, String> variables(Path run) throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        ContainersConf.userSettings(home);
        var conf = new ContainersConf()
                .networks(
                        NetworkBackend.ofThisMachine(), run.resolve("networks").toString())
                .temporary(run.resolve("libpod").toString())
                .events("none");
        var variables = new LinkedHashMap<>(HostVariables.kept());
        variables.put("HOME", home.toString());
        variables.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        variables.put(
                "CONTAINERS_CONF",
                Files.writeString(folder.resolve("containers.conf"), conf.text())
                        .toString());
        return variables;
    }

    private boolean loadAll(List<String> command, List<Path> found, Map<String, String> variables)
            throws IOException, InterruptedException {
        for (var archive : found) {
            if (run(command, variables, "load", "--quiet", "--input", archive.toString())
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<Path> list() throws IOException {
        if (archives == null || !Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(".tar"))
                    .sorted()
                    .toList();
        }
    }

    /** What the command printed, or empty when it failed: then builds have to pull their base images. */
    private Optional<String> run(List<String> program, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            var answer = Answer.of(builder, PATIENCE);
            if (answer.exitCode() != 0) {
                LOG.warn("{} failed: {}", command, answer.output().strip());
                return Optional.empty();
            }
            return Optional.of(answer.output());
        } catch (TimeoutException e) {
            LOG.warn("{} {}", command, e.getMessage());
            return Optional.empty();
        }
    }
}
