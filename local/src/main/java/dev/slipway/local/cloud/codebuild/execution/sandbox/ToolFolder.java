package dev.slipway.local.cloud.codebuild.execution.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python environment that builds may use, such as one with the AWS CLI. */
public final class ToolFolder {
    private static final String HOME = "home";

    private ToolFolder() {}

    /**
     * The folders that a build must be able to read, to use such an environment: itself, and the Python that it was made from where that
     * is not one of the system's.
     */
    public static List<Path> folders(Path environment) throws IOException {
        List<Path> folders = new ArrayList<>();
        folders.add(environment.toAbsolutePath().normalize());
        Path configuration = environment.resolve("pyvenv.cfg");
        if (!Files.isRegularFile(configuration)) {
            throw new IOException("got " + environment + " as a Python environment, but it has no pyvenv.cfg");
        }
        for (String line : Files.readAllLines(configuration)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equals(HOME)) {
                Path python = Path.of(line.substring(equals + 1).strip()).getParent();
                if (python != null
                        && !python.startsWith("/usr")
                        && !python.startsWith("/opt")
                        && python.getNameCount() > 1) {
                    folders.add(python);
                }
            }
        }
        return folders;
    }
}
