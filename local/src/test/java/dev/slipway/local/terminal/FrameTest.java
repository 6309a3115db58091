package dev.slipway.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.executions.ExecutionReader;
import dev.slipway.local.executions.PretendPipelines;
import dev.slipway.local.executions.ServiceView;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final String ID = "11111111-aaaa-4000-8000-000000000001";

    private static Scene scene(List<String> log, Optional<ServiceView> service) {
        var pipelines = new PretendPipelines().declare("slipway-local-web", false);
        pipelines.execution(ID, "InProgress", AT, AT, "Make the page blue\n\nThe why.");
        pipelines.action(ID, "Source", "Succeeded", AT, AT.plusSeconds(2), "3f2c1a9d", "");
        pipelines.action(ID, "Build", "InProgress", AT.plusSeconds(2), AT.plusSeconds(2), "slipway-local-web:b1", "");
        pipelines.state("Build", ID, "InProgress", "");
        pipelines.waitsBefore("Deploy", ID, "freeze");
        var reader = new ExecutionReader(pipelines);
        return new Scene(
                reader.read("slipway-local-web", reader.find("slipway-local-web", ID)),
                log,
                service,
                AT.plusSeconds(75));
    }

    private static ServiceView service() {
        return new ServiceView(
                "slipway-local",
                "slipway-local-web",
                2,
                3,
                List.of(
                        new ServiceView.Deployment("ecs-svc/2", "PRIMARY", "web:5", 2, 1, 1, 0, "IN_PROGRESS", ""),
                        new ServiceView.Deployment("ecs-svc/1", "ACTIVE", "web:4", 2, 0, 2, 0, "COMPLETED", "")),
                List.of(),
                List.of(new ServiceView.Event("e1", AT, "(service web) has started 1 tasks: (task 0a1b).")),
                List.of());
    }

    @Test
    void showsStagesServiceAndLog() {
        var lines = new Frame(Style.PLAIN, 60, 40)
                .lines(scene(List.of("[Container] Entering phase BUILD", "\tcompiling"), Optional.of(service())));
        assertThat(String.join("\n", lines))
                .isEqualTo(
                        """
                        slipway-local-web
                        ● InProgress  1m 15s  execution 11111111-aaaa-4000-8000-000…
                          3f2c1a9d Make the page blue

                        ✓ Source                                                  2s
                        ● Build                                               1m 13s
                          ● Build  CodeBuild slipway-local-web                1m 13s
                        ○ Deploy
                          waits: the transition is disabled: freeze

                        service slipway-local/slipway-local-web
                          PRIMARY  web:5  1 of 2 running, 1 pending, 0 failed  IN_P…
                          ACTIVE   web:4  2 of 2 running, 0 pending, 0 failed  COMP…
                          (service web) has started 1 tasks: (task 0a1b).

                        build log
                          [Container] Entering phase BUILD
                            compiling""");
    }

    @Property(tries = 60)
    void neverLeavesTheTerminal(
            @ForAll @IntRange(min = 20, max = 200) int columns,
            @ForAll @IntRange(min = 10, max = 60) int rows,
            @ForAll @IntRange(max = 300) int logLines) {
        var log = IntStream.range(0, logLines)
                .mapToObj(i -> "line " + i + " of the log")
                .toList();
        var lines = new Frame(Style.PLAIN, columns, rows).lines(scene(log, Optional.of(service())));
        assertThat(lines).hasSizeLessThan(rows).allMatch(line -> line.codePointCount(0, line.length()) <= columns);
    }

    @Test
    void theSameStatesHaveColoursWhenWanted() {
        var lines = new Frame(Style.COLOUR, 60, 40).lines(scene(List.of(), Optional.empty()));
        assertThat(lines.get(4)).isEqualTo("\u001b[32m✓ Source\u001b[0m" + " ".repeat(50) + "\u001b[2m2s\u001b[0m");
    }

    @Test
    void aPipeGetsEachChangeOnce() {
        var changes = new Changes();
        assertThat(changes.since(scene(List.of(), Optional.of(service()))))
                .containsExactly(
                        "stage Source Succeeded after 2s",
                        "action Source/Source Succeeded after 2s",
                        "stage Build InProgress",
                        "action Build/Build InProgress",
                        "stage Deploy waits: the transition is disabled: freeze",
                        "deployment ecs-svc/2 of web:5: 1 of 2 running, 1 pending, 0 failed IN_PROGRESS",
                        "deployment ecs-svc/1 of web:4: 2 of 2 running, 0 pending, 0 failed COMPLETED",
                        "execution " + ID + " InProgress");
        assertThat(changes.since(scene(List.of("more log"), Optional.of(service()))))
                .isEmpty();
    }

    @Test
    void aFrameIsDrawnOverTheOneBeforeInOneWrite() {
        var out = new StringWriter();
        try (var screen = new Screen(new PrintWriter(out))) {
            screen.draw(List.of("one", "two"));
            screen.draw(List.of("three"));
        }
        assertThat(out.toString().replace("\u001b", "ESC"))
                .isEqualTo("ESC[?2026hESC[?25l\roneESC[K\ntwoESC[K\nESC[JESC[?2026l"
                        + "ESC[?2026hESC[?25lESC[2A\rthreeESC[K\nESC[JESC[?2026lESC[?25h");
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "59,59s", "60,1m 00s", "3599,59m 59s", "3600,1h 00m", "90061,25h 01m"})
    void durationsAreShort(long seconds, String text) {
        assertThat(Durations.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void textsOfOthersCannotSteerTheTerminal() {
        assertThat(Clean.line("\u001b[2J\u001b]0;title\u0007a\rb\u009bc\u202ed\te"))
                .isEqualTo("abcd  e");
        assertThat(Clean.cut("abc", 3)).isEqualTo("abc");
        assertThat(Clean.cut("🚢🚢🚢🚢", 3)).isEqualTo("🚢🚢…");
    }

    @ParameterizedTest
    @CsvSource({"24 80,80,24", "'',100,40", "0 0,100,40", "a b,100,40"})
    void theSizeIsWhatTheTerminalTells(String answer, int columns, int rows) {
        assertThat(TerminalSize.parse(answer)).isEqualTo(new TerminalSize.Size(columns, rows));
    }
}
