package dev.slipway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.slipway.policies.SampleRules.AlwaysFails;
import dev.slipway.policies.SampleRules.ColorIsAgreed;
import dev.slipway.policies.SampleRules.TellsEverything;
import dev.slipway.policies.SampleRules.WordsAreKind;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import dev.slipway.policies.testkit.PolicyRun.Diagnostic;
import dev.slipway.policies.testkit.PolicyRun.NotJudged;
import dev.slipway.policies.testkit.Program;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;

class AnalyzerServerTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final String BLUE = "thing: {type: 'test:index:Thing', properties: {paint: {color: blue}}}";

    private PackHarness pack;

    @BeforeEach
    void start() throws IOException {
        pack = PackHarness.start(
                SampleRules.pack(new AlwaysFails(), new ColorIsAgreed(), new TellsEverything(), new WordsAreKind()),
                Map.of(),
                TODAY);
    }

    @AfterEach
    void stop() {
        pack.close();
    }

    private PolicyRun preview(String config, String yaml) {
        return pack.configure(config).preview(Program.parse(yaml));
    }

    @Test
    void saysWhatThePackIs() {
        assertThat(pack.info().getName()).isEqualTo("sample-pack");
        assertThat(pack.info().getSupportsConfig()).isTrue();
        assertThat(pack.info().getPoliciesList().stream().map(PolicyInfo::getName))
                .containsExactly(
                        "always-fails", "color-is-agreed", "tells-everything", "words-are-kind", "pack-settings");
        assertThat(pack.analyzer().getPluginInfo(Empty.getDefaultInstance()).getVersion())
                .isEqualTo("1.2.3");
    }

    @Test
    void tellsTheEngineTheSchemaOfEveryRule() {
        PolicyInfo color = pack.info().getPolicies(1);
        Map<String, Value> schema = color.getConfigSchema().getProperties().getFieldsMap();
        assertThat(schema.keySet()).containsExactlyInAnyOrder("color", "suppressions");
        assertThat(schema.get("color"))
                .isEqualTo(Wire.encodeSchema(Map.of(
                        "type", "string",
                        "description", "The color that is agreed",
                        "default", "red",
                        "enum", List.of("red", "green"))));
    }

    @ParameterizedTest
    @CsvSource({"advisory,advisory,false", "mandatory,mandatory,true", "remediate,,false", "disabled,,false"})
    void obeysTheLevel(String level, String shown, boolean blocked) {
        PolicyRun run = preview("{\"all\": \"disabled\", \"color-is-agreed\": \"" + level + "\"}", BLUE);
        assertThat(run.diagnostics().stream()
                        .filter(one -> one.rule().equals("color-is-agreed"))
                        .map(Diagnostic::level))
                .isEqualTo(shown == null ? List.of() : List.of(shown));
        assertThat(run.blocked()).isEqualTo(blocked);
    }

    @Test
    void showsPlaceValueExpectationAndRemedy() {
        assertThat(preview("{\"all\": \"disabled\", \"color-is-agreed\": \"mandatory\"}", BLUE)
                        .diagnostics())
                .containsExactly(new Diagnostic(
                        "color-is-agreed",
                        "mandatory",
                        "thing",
                        "paint.color is \"blue\": expected red\nDo what the test says."));
    }

    @Test
    void isMandatoryWithoutConfigurationFromHighSeverityOn() {
        PolicyRun run = pack.preview(Program.parse(
                "thing: {type: 'test:index:Thing', properties: {paint: {color: blue}, words: [bad], password: ''}}"));
        assertThat(run.diagnostics().stream().map(one -> one.rule() + " " + one.level()))
                .containsExactlyInAnyOrder(
                        "always-fails advisory",
                        "color-is-agreed mandatory",
                        "tells-everything advisory",
                        "words-are-kind advisory");
    }

    @Test
    void readsSettings() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"color-is-agreed\": {\"enforcementLevel\": \"mandatory\", \"color\": \"green\"}}",
                                BLUE)
                        .diagnostics())
                .singleElement()
                .satisfies(one -> assertThat(one.message()).startsWith("paint.color is \"blue\": expected green"));
    }

    @Test
    void stopsAnUpdateAtTheFirstMandatoryViolation() {
        pack.configure("{\"all\": \"disabled\", \"color-is-agreed\": \"mandatory\"}");
        PolicyRun run = pack.update(Program.parse(BLUE + "\n" + BLUE.replace("thing:", "other:")));
        assertThat(run.violations("color-is-agreed")).isEqualTo(Map.of("thing", List.of("paint.color")));
    }

    @Test
    void neverReportsWhatIsUnknown() {
        PolicyRun run = preview(
                "{\"all\": \"disabled\", \"color-is-agreed\": \"mandatory\"}",
                "thing: {type: 'test:index:Thing', properties: {paint: {color: {'fn::computed': red}}}}");
        assertThat(run.diagnostics())
                .containsExactly(
                        new Diagnostic(
                                "pack-settings",
                                "advisory",
                                "example-dev",
                                "could not judge yet 1 rule on 1 resource: what they look at is unknown until the update, which judges it"));
        assertThat(run.notJudged())
                .containsExactly(
                        new NotJudged("color-is-agreed", "paint.color is unknown until the resource is created"));
    }

    @Test
    void judgesWhatIsKnownBesideWhatIsNot() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"words-are-kind\": \"mandatory\"}",
                                "thing: {type: 'test:index:Thing', properties: {words: [{'fn::computed': good}, bad]}}")
                        .violations("words-are-kind"))
                .isEqualTo(Map.of("thing", List.of("words[1]")));
    }

    @Test
    void showsNoSecret() {
        PolicyRun run = preview(
                "{\"all\": \"advisory\"}",
                "thing: {type: 'test:index:Thing', properties: {name: x, password: {'fn::secret': hunter2},"
                        + " paint: {'fn::secret': {color: hunter2}}, words: [{'fn::secret': bad-hunter2}]}}");
        assertThat(run.diagnostics()).hasSize(4).allSatisfy(one -> assertThat(one.message())
                .doesNotContain("hunter2"));
        assertThat(run.diagnostics().stream().map(Diagnostic::message))
                .contains(
                        "paint.color is [secret]: expected red\nDo what the test says.",
                        "name is \"x\": the password is [secret]\nDo what the test says.");
    }

    @Test
    void survivesARuleThatFails() {
        assertThat(preview("{\"all\": \"disabled\", \"always-fails\": \"mandatory\"}", BLUE))
                .satisfies(run -> assertThat(run.blocked()).isFalse())
                .extracting(PolicyRun::diagnostics)
                .asInstanceOf(InstanceOfAssertFactories.list(Diagnostic.class))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith("the rule could not judge this resource, which is a fault of the rule:"
                                + " IllegalStateException at ")
                        .contains("SampleRules")
                        .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'resource': 'thing', 'reason': 'r'} | words[0] words[1]",
                "{'resource': 'th*', 'reason': 'r', 'finding': 'bad-one'} | words[0]",
                "{'resource': 'urn:*::thing', 'reason': 'r', 'finding': 'words[1]'} | words[1]",
                "{'resource': 't?ing', 'reason': 'r', 'finding': 'bad-?n?'} | words[0]",
                "{'resource': 'thin?', 'reason': 'r', 'finding': 'words[?]'} | words[0] words[1]",
                "{'resource': 'thing?', 'reason': 'r'} | ",
                "{'resource': '?hin', 'reason': 'r'} | ",
                "{'resource': 'thing', 'reason': 'r', 'finding': 'bad-??'} | ",
                "{'resource': 'thing', 'reason': 'r', 'finding': '*-*e'} | words[0]",
                "{'resource': 'thing', 'reason': 'r', 'finding': 'bad-one**'} | words[0]",
                "{'resource': 'thing', 'reason': 'r', 'finding': 'bad'} | ",
                "{'resource': '*', 'reason': 'r', 'until': '2026-11-23'} | words[0] words[1]",
                "{'resource': '*', 'reason': 'r', 'until': '2026-11-22'} | ",
                "{'resource': 'other', 'reason': 'r'} | ",
                "{'resource': 'thing'} | ",
            })
    void suppressesExactlyWhatIsNamed(String suppression, String suppressed) {
        String config = "{\"all\": \"disabled\", \"pack-settings\": \"advisory\", \"words-are-kind\":"
                + " {\"enforcementLevel\": \"mandatory\", \"suppressions\": [" + suppression.replace('\'', '"') + "]}}";
        PolicyRun run = preview(config, "thing: {type: 'test:index:Thing', properties: {words: [bad-one, bad-two]}}");
        List<String> expected = suppressed == null ? List.of() : List.of(suppressed.split(" ", -1));
        assertThat(run.diagnostics().stream()
                        .filter(one -> one.message().startsWith("suppressed"))
                        .map(one -> one.message().replaceAll("suppressed.*\\): (\\S+) is .*", "$1")))
                .isEqualTo(expected);
        assertThat(run.diagnostics().stream()
                        .filter(one -> one.level().equals("mandatory"))
                        .count())
                .isEqualTo(2 - expected.size());
    }

    @Test
    void saysThatASuppressionHasExpired() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"color-is-agreed\": {\"enforcementLevel\": \"mandatory\", \"suppressions\":"
                                        + " [{\"resource\": \"thing\", \"reason\": \"ticket 7\", \"until\": \"2026-11-01\"}]}}",
                                BLUE)
                        .diagnostics())
                .containsExactly(new Diagnostic(
                        "color-is-agreed",
                        "mandatory",
                        "thing",
                        "paint.color is \"blue\": expected red\nDo what the test says.\n"
                                + "its suppression (ticket 7) expired after 2026-11-01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'resource': 'other', 'reason': 'r'} | the suppression of words-are-kind on \"other\" (r) matches nothing: take it away, or correct it",
                "{'resource': 'thing', 'finding': 'good', 'reason': 'r'} | the suppression of words-are-kind on \"thing\", finding \"good\", (r) matches nothing: take it away, or correct it",
                "{'resource': 'thing', 'reason': 'r'} | ",
                "{'resource': 'thing', 'reason': 'r', 'until': '2026-11-22'} | ",
                "{'resource': 'unclear', 'finding': 'bad', 'reason': 'what is not known yet may be bad'} | ",
            })
    void saysOnceWhichSuppressionMatchesNothing(String suppression, String message) {
        String config = "{\"all\": \"disabled\", \"pack-settings\": \"mandatory\", \"words-are-kind\":"
                + " {\"enforcementLevel\": \"advisory\", \"suppressions\": [" + suppression.replace('\'', '"') + "]}}";
        PolicyRun run = preview(
                config,
                """
                thing: {type: 'test:index:Thing', properties: {words: [bad]}}
                unclear: {type: 'test:index:Thing', properties: {words: {fn::computed: x}}}
                """);
        assertThat(run.diagnostics().stream()
                        .filter(one -> one.rule().equals("pack-settings"))
                        .filter(one -> !one.message().startsWith("could not judge yet")))
                .isEqualTo(
                        message == null
                                ? List.of()
                                : List.of(new Diagnostic("pack-settings", "advisory", "example-dev", message)));
    }

    @Test
    void asksForNoMatchOfARuleThatIsSwitchedOff() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"words-are-kind\": {\"enforcementLevel\": \"disabled\","
                                        + " \"suppressions\": [{\"resource\": \"other\", \"reason\": \"r\"}]}}",
                                BLUE)
                        .diagnostics())
                .containsExactly(new Diagnostic(
                        "pack-settings", "advisory", "example-dev", "every rule is disabled, so nothing is checked"));
    }

    @Test
    void refusesASelectionThatChoosesNothingAndChecksEverything() throws IOException {
        try (PackHarness two = PackHarness.start(PlatformPack.pack())) {
            PolicyRun run = two.configure(
                            "{\"all\": \"disabled\", \"images-are-scanned\": \"mandatory\", \"pack-settings\":"
                                    + " {\"services\": [\"Logs\"], \"frameworks\": [\"cis 3.0\"]}}")
                    .preview(
                            Program.parse(
                                    "images: {type: aws:ecr:Repository, properties: {imageScanningConfiguration: {scanOnPush: false}}}"));
            assertThat(run.diagnostics().get(0))
                    .isEqualTo(
                            new Diagnostic(
                                    "pack-settings",
                                    "mandatory",
                                    "example-dev",
                                    "the configuration of pack-settings chooses services logs and frameworks CIS 3.0, and no rule is in both; every rule is checked"));
            assertThat(run.violations("images-are-scanned").keySet()).containsExactly("images");
        }
    }

    /** The engine gives "all" to the pack's own entry too. */
    @Test
    void saysWhatIsWrongEvenWhenEverythingIsDisabled() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"pack-settings\": {\"enforcementLevel\": \"disabled\", \"services\": [\"IAMM\"]}}",
                                BLUE)
                        .blocked())
                .isTrue();
    }

    @Test
    void suppressesForAnyRuleUnderThePacksSettings() {
        assertThat(preview(
                                "{\"all\": \"disabled\", \"color-is-agreed\": \"mandatory\", \"pack-settings\": {\"enforcementLevel\": \"mandatory\","
                                        + " \"suppressions\": [{\"rule\": \"color-is-agreed\", \"resource\": \"thing\", \"reason\": \"ticket 7\"}]}}",
                                BLUE)
                        .diagnostics())
                .containsExactly(new Diagnostic(
                        "color-is-agreed",
                        "advisory",
                        "thing",
                        "suppressed (ticket 7): paint.color is \"blue\": expected red"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'color-is-agreed': {'color': 'blue'} | mandatory | the configuration of color-is-agreed has a wrong color: got \"blue\", expected one of red, green; the default is used",
                "'color-is-agreed': {'colour': 'red'} | mandatory | the configuration of color-is-agreed has \"colour\", which is no setting of it; it has color; did you mean \"color\"?",
                "'no-such-rule': 'mandatory' | mandatory | the configuration names \"no-such-rule\", but no rule has this id",
                "'colour-is-agreed': 'disabled' | mandatory | the configuration names \"colour-is-agreed\", but no rule has this id; did you mean \"color-is-agreed\"?",
                "'pack-settings': {'suppressions': [{'rule': 'words-are-kin', 'resource': 'x', 'reason': 'r'}]} | mandatory | a suppression names \"words-are-kin\", but no rule has this id; did you mean \"words-are-kind\"?",
                "'all': 'disabled', 'color-is-agreed': 'advisory', 'pack-settings': {'services': ['policie']} | mandatory | the configuration of pack-settings has a wrong services: got \"policie\", expected one of policies; did you mean \"policies\"?; the default is used",
                "'pack-settings': {'frameworks': ['SAMPL', 'x']} | mandatory | the configuration of pack-settings has a wrong frameworks: got \"SAMPL\", expected one of SAMPLE; did you mean \"SAMPLE\"?; got \"x\", expected one of SAMPLE; the default is used",
                "'words-are-kind': {'suppressions': 'all'} | mandatory | the configuration of words-are-kind has wrong suppressions: got \"all\", expected a list of objects",
                "'words-are-kind': {'suppressions': [{'resource': 'x'}]} | mandatory | the configuration of words-are-kind has a wrong suppressions[0]: got no reason, expected why the violation is accepted; it suppresses nothing",
                "'words-are-kind': {'suppressions': [{'resource': 'x', 'reason': 'r', 'until': 'soon'}]} | mandatory | the configuration of words-are-kind has a wrong suppressions[0]: got until \"soon\", expected a date such as 2027-01-31; it suppresses nothing",
                "'pack-settings': {'reports': ['pdf']} | mandatory | the configuration of pack-settings has a wrong reports: got \"pdf\", expected one of json, junit, sarif; the default is used",
            })
    void saysOnceWhatIsWrongWithTheConfiguration(String config, String level, String message) {
        PolicyRun run = preview("{" + config.replace('\'', '"') + "}", "");
        assertThat(run.diagnostics()).containsExactly(new Diagnostic("pack-settings", level, "example-dev", message));
    }

    @Test
    void selectsByServiceAndFramework() {
        String config = "{\"all\": \"mandatory\", \"pack-settings\": {\"%s\": [\"%s\"]}}";
        for (String name : List.of("SAMPLE", "sample", "Sample 1.1")) {
            assertThat(preview(config.formatted("frameworks", name), BLUE).violations("color-is-agreed"))
                    .isEqualTo(Map.of("thing", List.of("paint.color")));
        }
        assertThat(preview(config.formatted("services", "POLICIES"), BLUE).violations("color-is-agreed"))
                .isEqualTo(Map.of("thing", List.of("paint.color")));
    }

    @Test
    void correctsAndKeepsEverythingElse() {
        pack.configure("{\"all\": \"disabled\", \"color-is-agreed\": \"remediate\"}");
        Value secret = Wire.encode(
                new dev.slipway.policies.model.Value.Secret(new dev.slipway.policies.model.Value.Text("hunter2")));
        Value unknown = Wire.encode(dev.slipway.policies.model.Value.UNKNOWN);
        Value defaults = Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(text("color")).addValues(text("gloss")))
                .build();
        Struct before = Struct.newBuilder()
                .putFields("password", secret)
                .putFields("network", unknown)
                .putFields(
                        "paint",
                        Value.newBuilder()
                                .setStructValue(Struct.newBuilder()
                                        .putFields("color", text("blue"))
                                        .putFields("gloss", text("high"))
                                        .putFields("__defaults", defaults))
                                .build())
                .build();

        Struct after = pack.analyzer()
                .remediate(AnalyzeRequest.newBuilder()
                        .setUrn("urn:pulumi:dev::example::test:index:Thing::thing")
                        .setType("test:index:Thing")
                        .setName("thing")
                        .setProperties(before)
                        .build())
                .getRemediations(0)
                .getProperties();

        Struct paint = before.getFieldsOrThrow("paint").getStructValue().toBuilder()
                .putFields("color", text("red"))
                .putFields(
                        "__defaults",
                        Value.newBuilder()
                                .setListValue(ListValue.newBuilder().addValues(text("gloss")))
                                .build())
                .build();
        assertThat(after)
                .isEqualTo(before.toBuilder()
                        .putFields(
                                "paint",
                                Value.newBuilder().setStructValue(paint).build())
                        .build());
    }

    @Test
    void correctsInsideSecretsAndWhereNothingIs() {
        String config = "{\"all\": \"disabled\", \"color-is-agreed\": \"remediate\"}";
        PolicyRun secret = preview(
                config, "thing: {type: 'test:index:Thing', properties: {paint: {'fn::secret': {color: blue}}}}");
        assertThat(Wire.fields(secret.corrected().get(0).properties()).values().get("paint"))
                .isEqualTo(new dev.slipway.policies.model.Value.Secret(new dev.slipway.policies.model.Value.Fields(
                        Map.of("color", new dev.slipway.policies.model.Value.Text("red")))));
        PolicyRun nothing = preview(config, "thing: {type: 'test:index:Thing'}");
        assertThat(nothing.blocked()).isFalse();
        assertThat(nothing.corrected()).hasSize(1);
    }

    @Test
    void saysWhenItCannotCorrect() {
        PolicyRun run = preview(
                "{\"all\": \"disabled\", \"color-is-agreed\": \"remediate\"}",
                "thing: {type: 'test:index:Thing', properties: {paint: blue}}");
        assertThat(run.diagnostics().stream().map(Diagnostic::level)).containsExactly("advisory", "mandatory");
        assertThat(run.diagnostics().get(0).message()).startsWith("could not be corrected: ");
    }

    @Test
    void leavesASuppressedFindingAsItIs() {
        PolicyRun run = preview(
                "{\"all\": \"disabled\", \"color-is-agreed\": {\"enforcementLevel\": \"remediate\","
                        + " \"suppressions\": [{\"resource\": \"thing\", \"reason\": \"brand\"}]}}",
                BLUE);
        assertThat(run.corrected()).isEmpty();
        assertThat(run.blocked()).isFalse();
    }

    @Test
    void judgesPropertiesHoweverDeep() throws Exception {
        pack.configure("{\"all\": \"disabled\", \"color-is-agreed\": \"mandatory\"}");
        FutureTask<AnalyzeResponse> answer = new FutureTask<>(() -> {
            Value deep = text("bottom");
            for (int i = 0; i < 2_000; i++) {
                deep = Value.newBuilder()
                        .setStructValue(Struct.newBuilder().putFields("a", deep))
                        .build();
            }
            return pack.analyzer()
                    .analyze(AnalyzeRequest.newBuilder()
                            .setType("test:index:Thing")
                            .setProperties(Struct.newBuilder().putFields("deep", deep))
                            .build());
        });
        // Writing such a message takes more stack than a usual thread has, on this side of the wire too.
        new Thread(null, answer, "deep", 64L * 1024 * 1024).start();
        assertThat(answer.get(Patience.SECONDS, TimeUnit.SECONDS).getDiagnosticsList())
                .singleElement()
                .satisfies(one -> assertThat(one.getPolicyName()).isEqualTo("color-is-agreed"));
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
