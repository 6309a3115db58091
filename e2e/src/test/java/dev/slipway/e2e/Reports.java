package dev.slipway.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The reports that the policy pack leaves in a folder. */
record Reports(Path folder) {
    private static final String JSON = "policy-report.json";
    private static final String SARIF = "policy-report.sarif";
    private static final String JUNIT = "policy-report.junit.xml";

    /** The environment that asks for all of them. */
    Map<String, String> environment() {
        return Map.of("SLIPWAY_POLICY_REPORT", "json,sarif,junit", "SLIPWAY_POLICY_REPORT_DIR", folder.toString());
    }

    /** Every violation as "resource rule path". */
    SortedSet<String> violations() {
        SortedSet<String> found = new TreeSet<>();
        for (JsonObject result : results("violation")) {
            found.add(
                    result.get("name").getAsString() + " " + result.get("rule").getAsString() + " "
                            + result.get("path").getAsString());
        }
        return found;
    }

    /** The services that have a violation: the groups of rules. */
    SortedSet<String> services() {
        SortedSet<String> found = new TreeSet<>();
        results("violation").forEach(result -> found.add(result.get("service").getAsString()));
        return found;
    }

    /** How many outcomes of a kind the report counts. */
    int count(String kind) {
        return json().getAsJsonObject("summary").get(kind).getAsInt();
    }

    private Iterable<JsonObject> results(String verdict) {
        return json().getAsJsonArray("results").asList().stream()
                .map(result -> result.getAsJsonObject())
                .filter(result -> result.get("verdict").getAsString().equals(verdict))
                .toList();
    }

    private JsonObject json() {
        return JsonParser.parseString(text(JSON)).getAsJsonObject();
    }

    /** What is wrong with the files, by their schemas: the pack's own, OASIS's, and that of JUnit's XML. */
    SortedSet<String> problems() {
        SortedSet<String> problems = new TreeSet<>();
        try (InputStream own = Files.newInputStream(Checkout.PROJECT.resolve(
                        "policies/src/main/resources/dev/slipway/policies/report/policy-report.schema.json"));
                InputStream oasis = Objects.requireNonNull(
                        Reports.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"), "SARIF schema")) {
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(own)
                    .validate(text(JSON), InputFormat.JSON)
                    .forEach(problem -> problems.add(JSON + ": " + problem));
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(oasis)
                    .validate(text(SARIF), InputFormat.JSON)
                    .forEach(problem -> problems.add(SARIF + ": " + problem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path schema = Checkout.PROJECT.resolve("policies/src/test/resources/dev/slipway/policies/report/junit.xsd");
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(schema.toFile())
                    .newValidator()
                    .validate(new StreamSource(folder.resolve(JUNIT).toFile()));
        } catch (SAXException e) {
            problems.add(JUNIT + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems;
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
