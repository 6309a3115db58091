package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitTest {
    private final PlantedTests planted;
    private final Path report;

    TimeLimitTest(@TempDir Path folder) throws Exception {
        planted = new PlantedTests(folder);
        report = planted.records().resolve("hung.txt");
    }

    @AfterEach
    void close() throws Exception {
        planted.close();
    }

    /** Without a limit this run would take the process's thousand seconds. */
    @Test
    void aRunThatHangsOnAProcessGoesOnAndTellsWhatItsThreadsDid() throws Exception {
        var results = planted.add(
                        "Hanging",
                        """
                        class Hanging {
                            @Test void waitsForEver() throws Exception {
                                assertThat(new ProcessBuilder("sleep", "1000").start().waitFor()).isZero();
                            }
                            @Test void innocent() {}
                        }
                        """)
                .within(Duration.ofSeconds(1))
                .run(Map.of());

        assertThat(results).containsOnlyKeys("waitsForEver()", "innocent()").containsEntry("innocent()", "SUCCESSFUL");
        assertThat(results.get("waitsForEver()")).startsWith("FAILED: ").contains("137");
        assertThat(Files.readString(report))
                .startsWith("the tests have not ended within PT1S; what each thread does:")
                .contains("at planted.Hanging.waitsForEver(");
    }

    @Test
    void aRunThatEndsInTimeLeavesNoReport() throws Exception {
        var results = planted.add("Quick", "class Quick { @Test void quick() {} }")
                .within(Duration.ofHours(1))
                .run(Map.of());

        assertThat(results).isEqualTo(Map.of("quick()", "SUCCESSFUL"));
        assertThat(report).doesNotExist();
    }
}
