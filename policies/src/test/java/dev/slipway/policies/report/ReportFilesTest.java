package dev.slipway.policies.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.slipway.policies.SampleRules;
import dev.slipway.policies.SampleRules.AlwaysFails;
import dev.slipway.policies.SampleRules.ColorIsAgreed;
import dev.slipway.policies.SampleRules.WordsAreKind;
import dev.slipway.policies.testkit.PackHarness;
import dev.slipway.policies.testkit.PolicyRun;
import dev.slipway.policies.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final String NOT_YET =
            "could not judge yet 1 rule on 1 resource: what they look at is unknown until the update, which judges it";

    private static final String CONFIG =
            """
            {
              "all": "mandatory",
              "words-are-kind": {
                "enforcementLevel": "advisory",
                "suppressions": [{"resource": "one", "finding": "bad-one", "reason": "agreed <here> & now", "until": "2999-01-01"}]
              }
            }
            """;
    /** A violation, an advisory one, a suppressed one, one that cannot be judged, failures, and text that XML and JSON escape. */
    private static final String PROGRAM =
            """
            one:
              type: test:index:Thing
              properties: {paint: {color: "<blue> & \\"\\u0001\\" \\U0001F3A8"}, words: [bad-one, bad-two]}
            two:
              type: test:index:Thing
              properties: {paint: {color: red}, words: {"fn::computed": [bad]}}
            """;

    private final Path directory;

    ReportFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private PolicyRun run(Map<String, String> environment) throws IOException {
        try (PackHarness pack = PackHarness.start(
                SampleRules.pack(new AlwaysFails(), new ColorIsAgreed(), new WordsAreKind()),
                environment,
                Clock.systemUTC())) {
            return pack.configure(CONFIG).preview(Program.parse(PROGRAM));
        }
    }

    private Map<String, String> asking(String formats) {
        return Map.of("SLIPWAY_POLICY_REPORT", formats, "SLIPWAY_POLICY_REPORT_DIR", directory.toString());
    }

    @Test
    void writesNothingUnlessAsked() throws IOException {
        run(Map.of("SLIPWAY_POLICY_REPORT_DIR", directory.toString()));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesWhatIsAskedAndLeavesNothingElse() throws IOException {
        run(asking("json, sarif,junit"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("policy-report.json", "policy-report.sarif", "policy-report.junit.xml");
        }
    }

    @Test
    void countsEveryKindOfOutcome() throws IOException {
        run(asking("json"));
        JsonObject report = json("policy-report.json");
        assertThat(report.get("summary"))
                .isEqualTo(
                        JsonParser.parseString(
                                "{\"mandatory\":1,\"advisory\":1,\"suppressed\":1,\"notApplicable\":1,\"compliant\":1,\"failed\":2}"));
        assertThat(verdicts(report.getAsJsonArray("results")))
                .containsExactlyInAnyOrder(
                        "always-fails one failed",
                        "always-fails two failed",
                        "color-is-agreed one violation",
                        "words-are-kind one suppressed",
                        "words-are-kind one violation",
                        "words-are-kind two notApplicable");
    }

    private static List<String> verdicts(JsonArray results) {
        return results.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(result -> result.get("rule").getAsString() + " "
                        + result.get("name").getAsString() + " "
                        + result.get("verdict").getAsString())
                .toList();
    }

    @Test
    void writesJsonThatFitsItsSchema() throws IOException {
        run(asking("json"));
        assertThat(problems(
                        "/dev/slipway/policies/report/policy-report.schema.json",
                        VersionFlag.V202012,
                        "policy-report.json"))
                .isEmpty();
    }

    @Test
    void writesSarifThatFitsTheSchemaOfOasis() throws IOException {
        run(asking("sarif"));
        assertThat(problems("/schema/sarif-schema-2.1.0.json", VersionFlag.V7, "policy-report.sarif"))
                .isEmpty();
        JsonObject sarif =
                json("policy-report.sarif").getAsJsonArray("runs").get(0).getAsJsonObject();
        assertThat(sarif.getAsJsonArray("results").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(result -> result.get("ruleId").getAsString() + " "
                                + result.get("kind").getAsString() + " "
                                + result.get("level").getAsString()
                                + (result.has("suppressions") ? " suppressed" : "")))
                .containsExactlyInAnyOrder(
                        "color-is-agreed fail error",
                        "words-are-kind fail note suppressed",
                        "words-are-kind fail warning",
                        "words-are-kind notApplicable none");
    }

    @Test
    void writesJUnitXmlThatFitsItsSchema() throws Exception {
        run(asking("junit"));
        String xml = Files.readString(directory.resolve("policy-report.junit.xml"));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportFilesTest.class.getResource("/dev/slipway/policies/report/junit.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        assertThat(xml).contains("tests=\"7\" failures=\"1\" errors=\"2\"").contains("agreed &lt;here&gt; &amp; now");
    }

    @Test
    void writesWhenTheEngineHangsUpAfterAMandatoryViolation() throws IOException {
        try (PackHarness pack =
                PackHarness.start(SampleRules.pack(new ColorIsAgreed()), asking("json"), Clock.systemUTC())) {
            assertThat(pack.configure("{\"all\": \"mandatory\"}")
                            .update(Program.parse(PROGRAM))
                            .blocked())
                    .isTrue();
        }
        assertThat(verdicts(json("policy-report.json").getAsJsonArray("results")))
                .containsExactly("color-is-agreed one violation");
    }

    @Test
    void writesWhenTheRunIsCancelled() throws IOException {
        try (PackHarness pack =
                PackHarness.start(SampleRules.pack(new ColorIsAgreed()), asking("json"), Clock.systemUTC())) {
            pack.configure("{\"all\": \"mandatory\"}").update(Program.parse(PROGRAM));
            pack.cancel();
            assertThat(directory.resolve("policy-report.json")).exists();
        }
    }

    @Test
    void saysWhenItCannotWriteAndKeepsWhatWasThere() throws IOException {
        Path occupied = Files.writeString(directory.resolve("occupied"), "kept");
        PolicyRun run = run(Map.of("SLIPWAY_POLICY_REPORT", "json", "SLIPWAY_POLICY_REPORT_DIR", occupied.toString()));
        assertThat(run.diagnostics().stream()
                        .filter(one -> one.rule().equals("pack-settings"))
                        .map(one -> one.message().replace(directory.toString(), "DIR")))
                .containsExactly(
                        NOT_YET, "no report was written: java.nio.file.FileAlreadyExistsException: DIR/occupied");
        assertThat(occupied).hasContent("kept");
    }

    @Test
    void saysWhichReportsThereAre() throws IOException {
        assertThat(run(asking("json,pdf")).diagnostics().stream()
                        .filter(one -> one.rule().equals("pack-settings"))
                        .map(PolicyRun.Diagnostic::message))
                .containsExactly(
                        "the environment variable SLIPWAY_POLICY_REPORT is \"json,pdf\", expected some of json,junit,sarif",
                        NOT_YET);
    }

    private JsonObject json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(directory.resolve(file))).getAsJsonObject();
    }

    private List<String> problems(String schema, VersionFlag version, String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ReportFilesTest.class.getResourceAsStream(schema), schema)) {
            JsonSchema read = JsonSchemaFactory.getInstance(version).getSchema(stream);
            return read.validate(Files.readString(directory.resolve(file)), InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
