package dev.slipway.cicd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The standard container build, {@code buildspec.yml} at the top of the project. */
final class StandardBuildspec {
    private static final String TEXT = load();

    private StandardBuildspec() {}

    static String text() {
        return TEXT;
    }

    private static String load() {
        try (var stream = StandardBuildspec.class.getResourceAsStream("buildspec.yml")) {
            if (stream == null) {
                throw new IllegalStateException(
                        "buildspec.yml is not on the class path beside " + StandardBuildspec.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
