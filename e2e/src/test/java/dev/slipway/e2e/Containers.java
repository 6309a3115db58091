package dev.slipway.e2e;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The container engine of this machine. */
final class Containers {
    private Containers() {}

    /** The engine that the local cloud chooses too: Docker where its daemon answers, else podman; empty when there is neither. */
    static String engine() {
        if (runs("docker", "version")) {
            return "docker";
        }
        return runs("podman", "version") ? "podman" : "";
    }

    /** Whether podman is the engine and has that network backend. In CI it must, so that both are tried. */
    static boolean haveBackend(String backend) {
        boolean installed =
                switch (backend) {
                    case "netavark" -> anyExecutable("/usr/lib/podman/netavark", "/usr/libexec/podman/netavark");
                    case "cni" ->
                        anyExecutable("/usr/lib/cni/bridge", "/usr/libexec/cni/bridge", "/opt/cni/bin/bridge");
                    default ->
                        throw new IllegalArgumentException(
                                "got " + backend + " as a backend, expected netavark or cni");
                };
        return "required".equals(System.getenv("SLIPWAY_CONTAINERS")) || (engine().equals("podman") && installed);
    }

    private static boolean anyExecutable(String... files) {
        return Stream.of(files).map(Path::of).anyMatch(Files::isExecutable);
    }

    private static boolean runs(String... command) {
        try {
            return Command.run(Patience.LIMIT, new ProcessBuilder(command)).exitCode() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " was looked for", e);
        }
    }
}
