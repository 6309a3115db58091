package dev.slipway.local.cloud.codebuild.execution.container;

import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final long PATIENCE_SECONDS = 60;

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
        if (!loaded) {
            store = load();
            loaded = true;
        }
        return Optional.ofNullable(store);
    }

    private @Nullable Store load() throws IOException, InterruptedException {
        var found = list();
        var program = engine.program();
        if (found.isEmpty() || program == null) {
            return null;
        }
        Files.createDirectories(folder);
        if (engine.kind() != ContainerEngine.Kind.PODMAN) {
            loadAll(List.of(program.toString()), found);
            return null;
        }
        // Podman refuses a path of more than 50 characters for what it only needs while it runs.
        var run = Files.createTempDirectory("podman");
        try {
            var command = List.of(
                    program.toString(), "--root", folder.resolve("store").toString(), "--runroot", run.toString());
            return loadAll(command, found)
                    ? run(command, "info", "--format", "{{.Store.GraphDriverName}}")
                            .map(driver -> new Store(folder.resolve("store"), driver.strip()))
                            .orElse(null)
                    : null;
        } finally {
            Trees.delete(run);
        }
    }

    private boolean loadAll(List<String> command, List<Path> found) throws IOException, InterruptedException {
        for (var archive : found) {
            if (run(command, "load", "--quiet", "--input", archive.toString()).isEmpty()) {
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
    private Optional<String> run(List<String> program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var output = Files.createTempFile(folder, "load", ".log");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                LOG.warn("{} does not end", command);
                return Optional.empty();
            }
            var text = Files.readString(output);
            if (process.exitValue() != 0) {
                LOG.warn("{} failed: {}", command, text.strip());
                return Optional.empty();
            }
            return Optional.of(text);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
