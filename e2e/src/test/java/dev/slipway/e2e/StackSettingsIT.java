package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.e2e.ChangeTable.Change;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each setting that the services of a stack share changes: in place, but where AWS itself cannot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StackSettingsIT {
    private static final String STACK = "local-shared";

    /** A stack that has everything that these settings are about. */
    private static final String SMALLEST =
            """
            {
              "aws:region": "us-east-1",
              "slipway:services": {
                "web": {"deploy": {"target": "TRIAL", "trial": {"listenerPort": 8081}, "approval": "MANUAL"}}
              },
              "slipway:approvals": {}
            }
            """;

    private final Checkout checkout = Checkout.withSimulatedTasks("stack-settings");
    private final List<Change> changes = ChangeTable.read("/stack-setting-changes.txt");

    @BeforeAll
    void start() {
        checkout.slipway("local", "start").ok();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void everySettingOfAStackIsTried() {
        assertThat(changes.stream().map(Change::setting))
                .containsExactlyInAnyOrderElementsOf(new SettingsFile(checkout).ofAStack());
    }

    @Test
    void aChangeOfEachSettingIsPlannedAsTheTableSaysAndThenApplied() {
        Map<String, String> got = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        changes.stream()
                .collect(Collectors.groupingBy(Change::before, LinkedHashMap::new, Collectors.toList()))
                .forEach((before, group) -> {
                    JsonObject start = JsonParser.parseString(SMALLEST).getAsJsonObject();
                    JsonParser.parseString(before).getAsJsonObject().asMap().forEach(start::add);
                    up(start);
                    JsonObject all = start;
                    for (Change change : group) {
                        write(change.applied(start));
                        Plan plan = Plan.of(
                                checkout.slipway("preview", STACK, "--json").ok());
                        got.put(change.setting(), plan.kinds());
                        expected.put(change.setting(), change.steps());
                        all = change.applied(all);
                    }
                    up(all);
                    checkout.slipway("preview", STACK, "--refresh", "--expect-no-changes")
                            .ok();
                });
        assertThat(got).isEqualTo(expected);
    }

    private void up(JsonObject config) {
        write(config);
        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
    }

    private void write(JsonObject config) {
        JsonObject file = new JsonObject();
        file.add("config", config);
        // JSON is YAML.
        checkout.write("Pulumi." + STACK + ".yaml", file.toString());
    }
}
