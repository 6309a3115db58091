package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds programs of this machine. */
public final class Programs {
    /** Where a machine's own programs are. */
    public static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /** A program of the machine, or else of the user who runs this process. */
    public static Optional<Path> find(String name) {
        return Stream.of(SYSTEM_PATH, path(System.getenv("PATH")))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(program -> Files.isExecutable(program) && !Files.isDirectory(program))
                .findFirst();
    }

    private static String path(@Nullable String path) {
        return path == null ? "" : path;
    }
}
