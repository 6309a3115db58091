package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeededToolsTest {
    private final Path folder;
    private final PlantedTests planted;

    NeededToolsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.planted = new PlantedTests(folder);
    }

    @AfterEach
    void close() throws Exception {
        planted.close();
    }

    /** A folder with every tool but one. */
    private String pathWithout(Tool absent) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var tool : Tool.values()) {
            for (var program : tool.programs()) {
                if (!absent.programs().contains(program)) {
                    Files.writeString(bin.resolve(program), "#!/bin/sh\n")
                            .toFile()
                            .setExecutable(true);
                }
            }
        }
        return bin.toString();
    }

    private Map<String, String> run(String path, Tool tool, String mode) throws Exception {
        return planted.run(Map.of(NeededTools.PATH, path, tool.group().variable(), mode));
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsToolATestIsLeftOutByNameWithWhatToInstallOrFailsWhereThatIsRequired(Tool tool) throws Exception {
        planted.add(
                "Needing",
                """
                @NeedsTool(Tool.%s) class Needing {
                    @BeforeAll static void before() { throw new IllegalStateException("it is used before it is looked for"); }
                    @Test void one() {}
                    @ParameterizedTest @ValueSource(ints = {1, 2}) void two(int number) {}
                }
                """
                        .formatted(tool));
        var path = pathWithout(tool);

        assertThat(run(path, tool, "optional")).isEqualTo(Map.of("Needing", "skipped: " + tool.absence()));
        assertThat(planted.problems()).isEmpty();
        assertThat(TestRecord.readAll(planted.records()))
                .containsExactlyInAnyOrder(
                        new TestRecord(TestRecord.Outcome.LEFT_OUT, "planted.Needing#one()", tool.absence()),
                        new TestRecord(TestRecord.Outcome.LEFT_OUT, "planted.Needing#two(int)", tool.absence()));

        var required = run(path, tool, "required");
        assertThat(required.keySet()).containsExactly("Needing");
        assertThat(required.get("Needing"))
                .startsWith("FAILED: ")
                .contains("%s, but %s is required"
                        .formatted(tool.absence(), tool.group().variable()));

        var other = tool == Tool.CHROMIUM ? Tool.RUNC : Tool.CHROMIUM;
        Files.delete(folder.resolve("bin").resolve(other.programs().get(0)));
        for (var program : tool.programs()) {
            Files.writeString(folder.resolve("bin").resolve(program), "#!/bin/sh\n")
                    .toFile()
                    .setExecutable(true);
        }
        assertThat(run(path, tool, "required"))
                .isEqualTo(Map.of("Needing", "FAILED: it is used before it is looked for"));
    }

    @Test
    void aClientWithoutItsDaemonIsNoEngine() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("docker"), "#!/bin/sh\nexit 1\n").toFile().setExecutable(true);
        assertThat(Tool.CONTAINER_ENGINE.find(bin.toString())).isEmpty();
    }

    @Test
    void theLauncherSaysWhatWasLeftOutAndWhy() throws Exception {
        var module = folder.resolve("module");
        TestRecord.append(
                module.resolve("target/tests/units.tsv"),
                List.of(
                        new TestRecord(TestRecord.Outcome.LEFT_OUT, "a.B#two()", "no runc"),
                        new TestRecord(TestRecord.Outcome.RAN, "a.B#three()", ""),
                        new TestRecord(TestRecord.Outcome.LEFT_OUT, "a.B#one()", "no runc"),
                        new TestRecord(TestRecord.Outcome.LEFT_OUT, "a.C#four()", "no browser")));
        var script = ". tools/launcher/say.sh && . tools/launcher/verify.sh && say_left_out '%s' '%s'"
                .formatted(folder.resolve("nothing"), module);
        assertThat(Command.run(Patience.LIMIT, new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)))
                .isEqualTo(
                        new Command.Ended(
                                0,
                                """
                        slipway: left out: 3 tests
                          no browser
                            a.C#four()
                          no runc
                            a.B#one()
                            a.B#two()
                        """));
    }

    @Test
    void theLauncherSaysNothingWhenEverythingRan() throws Exception {
        var script = ". tools/launcher/say.sh && . tools/launcher/verify.sh && say_left_out '%s'".formatted(folder);
        assertThat(Command.run(Patience.LIMIT, new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)))
                .isEqualTo(new Command.Ended(0, ""));
    }
}
