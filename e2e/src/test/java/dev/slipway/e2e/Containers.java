package dev.slipway.e2e;

import java.io.IOException;
import java.util.List;

/** Tests that run containers need an engine; where SLIPWAY_CONTAINERS is "required", as in CI, they must not be skipped. */
final class Containers {
    private Containers() {}

    static boolean areHereOrHaveToBe() throws InterruptedException {
        return "required".equals(System.getenv("SLIPWAY_CONTAINERS"))
                || runs("podman", "version")
                || runs("docker", "info");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
