package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** Every fault shows what AWS shows, and what is declared for it happens; and every statement of every role is needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalIT {
    private final Checkout checkout = Checkout.create("rehearsal");

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    @EnabledIf("dev.slipway.e2e.Containers#areHereOrHaveToBe")
    void everyFaultGoesAsItIsDeclared() throws IOException {
        // One that asks before it deploys, and tries a failed build again.
        checkout.write("Pulumi.local-faults.yaml", stack());
        var told = checkout.slipway("rehearse", "local-faults", "web", "--fault", "all", "--json", "faults.json");

        assertThat(verdicts("faults.json"))
                .as(told.all())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("first-version", "AS_DECLARED"),
                        Map.entry("failing-build", "AS_DECLARED"),
                        Map.entry("test-failure", "AS_DECLARED"),
                        Map.entry("registry-down", "AS_DECLARED"),
                        Map.entry("throttling", "AS_DECLARED"),
                        Map.entry("wrong-container-name", "AS_DECLARED"),
                        Map.entry("unhealthy-container", "AS_DECLARED"),
                        Map.entry("crash-loop", "AS_DECLARED"),
                        Map.entry("approval-rejected", "AS_DECLARED"),
                        Map.entry("denied-permission", "AS_DECLARED"),
                        Map.entry("artifact-gone", "AS_DECLARED"),
                        Map.entry("concurrent-pushes", "AS_DECLARED"),
                        Map.entry("source-branch-missing", "AS_DECLARED"))));
        assertThat(told.exit()).isZero();
        assertThat(checkout.state().resolve("rehearsals")).isEmptyDirectory();
    }

    private String stack() {
        return checkout.read("Pulumi.local.yaml")
                .replace(
                        "slipway:defaults:\n    build:\n",
                        "slipway:approvals: {}\n\n  slipway:defaults:\n    build:\n      onFailure: RETRY\n")
                .replace("      executionMode: QUEUED\n", "      executionMode: QUEUED\n      approval: MANUAL\n")
                .replaceAll("(?s)    api:\n.*?8082\n", "");
    }

    private Map<String, String> verdicts(String file) throws IOException {
        var verdicts = new TreeMap<String, String>();
        for (JsonElement one : JsonParser.parseString(
                        Files.readString(checkout.root().resolve(file)))
                .getAsJsonArray()) {
            var outcome = one.getAsJsonObject();
            verdicts.put(
                    outcome.get("rehearsal").getAsString(),
                    outcome.get("verdict").getAsString());
        }
        return verdicts;
    }

    @Test
    @EnabledIf("dev.slipway.e2e.Containers#areHereOrHaveToBe")
    void everyStatementOfStackLocalIsNeededAndNoneIsMissing() {
        assertThat(checkout.slipway("prove", "local").ok()).contains("\nevery statement is needed, none is missing\n");
    }

    @Test
    void theFaultsAreListedWithoutAnything() {
        assertThat(checkout.slipway("rehearse", "--list").ok().lines()).hasSize(12);
    }

    @Test
    void aStackOnAwsIsNotRehearsedThere() {
        assertThat(checkout.slipway("rehearse", "prod", "web").failed())
                .isEqualTo(
                        "slipway: error: stack 'prod' lives on AWS, and rehearsals run on a local cloud: copy Pulumi.prod.yaml to"
                                + " Pulumi.local-prod.yaml with deploy.target TRIAL, and rehearse local-prod\n");
    }
}
