package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurePathsTest {
    private static final String VALUE =
            "{\"web\": {\"build\": {\"environment\": {\"A\": \"hunter2\", \"B\": \"b\"}, \"movingTags\": [\"x\", \"hunter3\"]}}}";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void areWhereTheFileOfTheStackHasThem() throws IOException {
        var file = file(
                """
                config:
                  slipway:services:
                    web:
                      build:
                        environment: {A: {secure: v1:abc}, B: b}
                        movingTags: [x, {secure: v1:abc}]
                """);
        assertThat(SecurePaths.in(file, "slipway:services", VALUE))
                .isEqualTo(
                        Set.of("slipway:services.web.build.environment.A", "slipway:services.web.build.movingTags[1]"));
    }

    @Test
    void areTheKeyWhoseWholeValueIsSecret() throws IOException {
        var file = file("config:\n  slipway:services: {secure: v1:abc}\n");
        assertThat(SecurePaths.in(file, "slipway:services", VALUE)).isEqualTo(Set.of("slipway:services"));
    }

    @Test
    void areEverywhereWhenTheFileDoesNotFitTheValue() throws IOException {
        var other = file("config:\n  slipway:services: {web: {build: {environment: {A: {secure: v1:abc}}}}}\n");
        assertThat(SecurePaths.in(other, "slipway:services", VALUE)).isEqualTo(Set.of("slipway:services"));
        var none =
                file("config:\n  slipway:services: {web: {build: {environment: {A: a, B: b}, movingTags: [x, y]}}}\n");
        assertThat(SecurePaths.in(none, "slipway:services", VALUE)).isEqualTo(Set.of("slipway:services"));
        assertThat(SecurePaths.in(file("a: [b"), "slipway:services", VALUE)).isEqualTo(Set.of("slipway:services"));
        assertThat(SecurePaths.in(folder.resolve("none.yaml"), "slipway:services", VALUE))
                .isEqualTo(Set.of("slipway:services"));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("Pulumi.dev.yaml"), yaml);
    }
}
