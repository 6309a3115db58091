package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.policies.SampleRules.WordsAreKind;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import dev.slipway.policies.testkit.PolicyRun.Diagnostic;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted no longer stops, what is new does, and what is gone is told. */
class BaselineTest {
    private static final String ONE = "thing: {type: 'test:index:Thing', properties: {words: [bad-one]}}";
    private static final String TWO = "thing: {type: 'test:index:Thing', properties: {words: [bad-one, bad-two]}}";
    private static final String KIND = "thing: {type: 'test:index:Thing', properties: {words: [good]}}";
    private static final String UNKNOWN =
            "thing: {type: 'test:index:Thing', properties: {words: {'fn::computed': [bad-one]}}}";

    private String file = "";

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("baseline.json").toString();
    }

    @Test
    void acceptsWhatIsThereWithItsDateAndStopsWhatIsNew() throws IOException {
        PolicyRun accepting = run("SLIPWAY_POLICY_ACCEPT", "2026-12-01", ONE);
        assertThat(accepting.blocked()).isFalse();
        assertThat(aboutThePack(accepting))
                .containsExactly("the baseline " + file + " was written: findings accepted 1, no longer found and taken"
                        + " away 0");

        PolicyRun same = run("SLIPWAY_POLICY_BASELINE", "2027-03-01", ONE);
        assertThat(same.blocked()).isFalse();
        assertThat(aboutThePack(same)).isEmpty();
        assertThat(same.diagnostics().stream().map(Diagnostic::message))
                .containsExactly("suppressed (in the baseline since 2026-12-01): words[0] is \"bad-one\": a kind word"
                        + " was expected");

        PolicyRun more = run("SLIPWAY_POLICY_BASELINE", "2027-03-01", TWO);
        assertThat(more.blocked()).isTrue();
        assertThat(more.diagnostics())
                .filteredOn(one -> one.level().equals("mandatory"))
                .extracting(Diagnostic::message)
                .containsExactly("words[1] is \"bad-two\": a kind word was expected\nDo what the test says.");
    }

    @Test
    void tellsWhatIsNoLongerFoundAndTakesItAwayWhenAskedToAcceptAnew() throws IOException {
        run("SLIPWAY_POLICY_ACCEPT", "2026-12-01", TWO);

        PolicyRun fewer = run("SLIPWAY_POLICY_BASELINE", "2026-12-02", ONE);
        assertThat(fewer.blocked()).isFalse();
        assertThat(aboutThePack(fewer))
                .singleElement()
                .asString()
                .startsWith("the baseline accepts words-are-kind on \"urn:pulumi:")
                .endsWith(
                        "::thing\", finding \"bad-two\", which is no longer found: take the entry away, or accept anew");

        run("SLIPWAY_POLICY_ACCEPT", "2026-12-03", ONE);
        assertThat(Files.readString(Path.of(file)))
                .contains("\"subject\": \"bad-one\"", "\"since\": \"2026-12-01\"")
                .doesNotContain("bad-two", "2026-12-03");
    }

    @Test
    void takesNothingForGoneThatCouldNotBeJudgedOrBelongsToAnotherStack() throws IOException {
        run("SLIPWAY_POLICY_ACCEPT", "2026-12-01", ONE);
        Path accepted = Path.of(file);
        Files.writeString(
                accepted,
                Files.readString(accepted)
                        .replace(
                                "\"accepted\": [",
                                "\"accepted\": [{\"rule\": \"words-are-kind\", \"urn\":"
                                        + " \"urn:pulumi:other::example::test:index:Thing::thing\", \"path\": \"words[0]\","
                                        + " \"subject\": \"bad\", \"since\": \"2026-11-30\"},"));

        assertThat(aboutThePack(run("SLIPWAY_POLICY_BASELINE", "2026-12-02", UNKNOWN)))
                .noneMatch(text -> text.startsWith("the baseline"));
        assertThat(aboutThePack(run("SLIPWAY_POLICY_BASELINE", "2026-12-02", KIND)))
                .singleElement()
                .asString()
                .contains("finding \"bad-one\"");
        run("SLIPWAY_POLICY_ACCEPT", "2026-12-02", KIND);
        assertThat(Files.readString(accepted))
                .contains("urn:pulumi:other::", "2026-11-30")
                .doesNotContain("bad-one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | there is no such file",
                "{} | accepted is not set, expected a list of objects",
                "{\"accepted\": [{\"rule\": \"x\"}]} | accepted[0] is {\"rule\":\"x\"}, expected an object with"
                        + " rule, urn, path, subject and since",
                "{\"accepted\": [{\"rule\": \"x\", \"urn\": \"u\", \"path\": \"\", \"subject\": \"\", \"since\": \"now\"}]} |"
                        + " got accepted[0].since \"now\", expected a date such as 2027-01-31",
            })
    void stopsOnABaselineThatCannotBeUsed(String text, String why) throws IOException {
        if (text != null) {
            Files.writeString(Path.of(file), text);
        }
        PolicyRun run = run("SLIPWAY_POLICY_BASELINE", "2026-12-01", ONE);
        assertThat(run.diagnostics())
                .filteredOn(one -> one.rule().equals("pack-settings"))
                .containsExactly(new Diagnostic(
                        "pack-settings",
                        "mandatory",
                        "example-dev",
                        "the baseline " + file + " cannot be used, so nothing is accepted: " + why));
        assertThat(run.violations("words-are-kind")).isEqualTo(Map.of("thing", List.of("words[0]")));
    }

    @Test
    void readsTheFileThatTheConfigurationNames() throws IOException {
        run("SLIPWAY_POLICY_ACCEPT", "2026-12-01", ONE);
        try (PackHarness pack = PackHarness.start(SampleRules.pack(new WordsAreKind()))) {
            PolicyRun run = pack.configure(
                            "{\"words-are-kind\": \"mandatory\", \"pack-settings\": {\"baseline\": \"" + file + "\"}}")
                    .preview(Program.parse(ONE));
            assertThat(run.blocked()).isFalse();
        }
    }

    private PolicyRun run(String variable, String day, String program) throws IOException {
        Clock clock = Clock.fixed(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        try (PackHarness pack =
                PackHarness.start(SampleRules.pack(new WordsAreKind()), Map.of(variable, file), clock)) {
            return pack.configure("{\"words-are-kind\": \"mandatory\"}").preview(Program.parse(program));
        }
    }

    private static List<String> aboutThePack(PolicyRun run) {
        return run.diagnostics().stream()
                .filter(one -> one.rule().equals("pack-settings"))
                .map(Diagnostic::message)
                .toList();
    }
}
