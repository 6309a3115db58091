package dev.slipway.e2e;

import java.io.IOException;
import java.util.List;

/** Tests that run containers need an engine; where SLIPWAY_CONTAINERS is "required", as in CI, they must not be skipped. */
final class Containers {
    private Containers() {}

    static boolean areHereOrHaveToBe() {
        return "required".equals(System.getenv("SLIPWAY_CONTAINERS")) || !engine().isEmpty();
    }

    /** The engine that the local cloud chooses too: Docker where its daemon answers, else podman; empty when there is neither. */
    static String engine() {
        if (runs("docker", "version")) {
            return "docker";
        }
        return runs("podman", "version") ? "podman" : "";
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " was looked for", e);
        }
    }
}
