package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.e2e.ChangeTable.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each setting of a service changes: in place, but where AWS itself cannot. One service of one stack stands for each setting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsIT {
    private static final String STACK = "local-settings";
    private static final String CLUSTER = "settings";

    private final Checkout checkout = Checkout.withSimulatedTasks("settings");
    private final List<Row> rows = rows();

    /**
     * A change, and the service that stands for its setting.
     *
     * @param service its name
     * @param before its configuration
     */
    private record Row(String service, JsonObject before, Change change) {}

    @BeforeAll
    void everyServiceRuns() {
        checkout.slipway("local", "start").ok();
        existingTargets();
        write(row -> false);
        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void everySettingOfAServiceIsTried() {
        SortedSet<String> settings = new SettingsFile(checkout).ofAService();
        // One value is allowed (provider), another choice makes another kind of stack (target), or hands a repository
        // over (adopt): there is nothing to change in place.
        settings.removeAll(List.of("source.provider", "deploy.target", "source.adopt"));

        assertThat(rows.stream().map(row -> row.change().setting())).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void aChangeOfEachSettingIsPlannedAsTheTableSaysAndThenApplied() {
        write(row -> true);
        Map<String, String> planned =
                Plan.of(checkout.slipway("preview", STACK, "--json").ok()).kindsBy(SettingsIT::service);
        Map<String, String> got = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (Row row : rows) {
            got.put(row.change().setting(), planned.getOrDefault(row.service(), ""));
            expected.put(row.change().setting(), row.change().steps());
        }
        assertThat(got).isEqualTo(expected);

        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
        checkout.slipway("preview", STACK, "--refresh", "--expect-no-changes").ok();
    }

    /** The name of the service is what the name of each of its resources starts with. */
    private static String service(String name) {
        return name.replaceFirst("-.*", "");
    }

    private void write(Predicate<Row> changed) {
        JsonObject services = new JsonObject();
        for (Row row : rows) {
            services.add(row.service(), changed.test(row) ? row.change().applied(row.before()) : row.before());
        }
        JsonObject config = JsonParser.parseString(
                        """
                        {
                          "aws:region": "us-east-1",
                          "slipway:approvals": {},
                          "slipway:artifacts": {"forceDestroy": true}
                        }
                        """)
                .getAsJsonObject();
        config.add("slipway:services", services);
        JsonObject file = new JsonObject();
        file.add("config", config);
        // JSON is YAML.
        checkout.write("Pulumi." + STACK + ".yaml", file.toString());
    }

    private void existingTargets() {
        try (var existing = new ExistingServices(checkout.inventory())) {
            existing.roles().cluster(CLUSTER).cluster("second");
            for (Row row : rows) {
                existing.service(CLUSTER, row.service(), row.service(), "sidecar");
            }
            String renamed = serviceFor("deploy.serviceName");
            existing.service(CLUSTER, "second", renamed, "sidecar");
            String moved = serviceFor("deploy.clusterName");
            existing.service("second", moved, moved, "sidecar");
        }
    }

    private String serviceFor(String setting) {
        return rows.stream()
                .filter(row -> row.change().setting().equals(setting))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + setting))
                .service();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Change change : ChangeTable.read("/setting-changes.txt")) {
            rows.add(new Row("s%02d".formatted(rows.size()), before(change.before(), 8100 + rows.size()), change));
        }
        return rows;
    }

    private static JsonObject before(String cell, int port) {
        if (cell.equals("TRIAL")) {
            return JsonParser.parseString(
                            "{\"deploy\":{\"target\":\"TRIAL\",\"trial\":{\"listenerPort\":" + port + "}}}")
                    .getAsJsonObject();
        }
        JsonObject before = JsonParser.parseString(cell).getAsJsonObject();
        if (!before.has("deploy")) {
            before.add("deploy", new JsonObject());
        }
        if (!before.getAsJsonObject("deploy").has("target")) {
            before.getAsJsonObject("deploy").addProperty("clusterName", CLUSTER);
        }
        return before;
    }
}
