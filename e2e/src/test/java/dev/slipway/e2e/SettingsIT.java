package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What each setting of a service changes: in place, but where AWS itself cannot. One service of one stack stands for each setting. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsIT {
    private static final String STACK = "local-settings";
    private static final Pattern CELL = Pattern.compile(" [|] ?");
    private static final Pattern DOT = Pattern.compile("[.]");
    private static final String CLUSTER = "settings";

    private final Checkout checkout = Checkout.create("settings");
    private final List<Row> rows = rows();

    /**
     * A setting, what a service is before, and what changes.
     *
     * @param service name of the service that stands for the setting
     * @param setting its path below the service
     * @param before the service's configuration
     * @param after the setting's new value
     * @param steps what a preview plans, as "operation type", joined by commas
     */
    private record Row(String service, List<String> setting, JsonObject before, JsonElement after, String steps) {
        JsonObject changed() {
            JsonObject all = before.deepCopy();
            JsonObject here = all;
            for (String key : setting.subList(0, setting.size() - 1)) {
                if (!here.has(key)) {
                    here.add(key, new JsonObject());
                }
                here = here.getAsJsonObject(key);
            }
            here.add(setting.get(setting.size() - 1), after);
            return all;
        }
    }

    @BeforeAll
    void everyServiceRuns() {
        checkout.slipway("local", "start").ok();
        existingTargets();
        write(false);
        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
    }

    @AfterAll
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void everySettingOfAServiceIsTried() {
        JsonObject schema =
                JsonParser.parseString(checkout.read("slipway.schema.json")).getAsJsonObject();
        JsonObject defaults = schema.getAsJsonObject("properties")
                .getAsJsonObject("config")
                .getAsJsonObject("properties")
                .getAsJsonObject("slipway:defaults");
        SortedSet<String> settings = new TreeSet<>();
        leaves("", defaults, settings);
        // One value is allowed (provider), another choice makes another kind of stack (target), or hands a repository
        // over (adopt):
        // there is nothing to change in place.
        settings.removeAll(List.of("source.provider", "deploy.target", "source.adopt"));

        assertThat(rows.stream().map(row -> String.join(".", row.setting())))
                .containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void aChangeOfEachSettingIsPlannedAsTheTableSaysAndThenApplied() {
        write(true);
        JsonObject plan = JsonParser.parseString(
                        checkout.slipway("preview", STACK, "--json").ok())
                .getAsJsonObject();
        SortedMap<String, SortedSet<String>> planned = new TreeMap<>();
        for (JsonElement element : plan.getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            String op = step.get("op").getAsString();
            String urn = step.get("urn").getAsString();
            String type = urn.substring(urn.lastIndexOf('$') + 1).replaceFirst("::.*", "");
            if (!op.equals("same") && type.startsWith("aws:")) {
                planned.computeIfAbsent(service(urn), s -> new TreeSet<>())
                        .add(op + " " + type.substring(type.lastIndexOf(':') + 1));
            }
        }
        Map<String, String> got = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (Row row : rows) {
            String setting = String.join(".", row.setting());
            got.put(setting, String.join(", ", planned.getOrDefault(row.service(), new TreeSet<>())));
            expected.put(setting, row.steps());
        }
        assertThat(got).isEqualTo(expected);

        checkout.slipway("up", STACK, "--yes", "--skip-preview").ok();
        checkout.slipway("preview", STACK, "--refresh", "--expect-no-changes").ok();
    }

    /** The name of the service is what the name of each of its resources starts with. */
    private static String service(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2).replaceFirst("-.*", "");
    }

    private void write(boolean changed) {
        JsonObject services = new JsonObject();
        for (Row row : rows) {
            services.add(row.service(), changed ? row.changed() : row.before());
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
                .filter(row -> String.join(".", row.setting()).equals(setting))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + setting))
                .service();
    }

    private static void leaves(String path, JsonObject schema, SortedSet<String> settings) {
        schema.getAsJsonObject("properties").asMap().forEach((name, element) -> {
            JsonObject property = element.getAsJsonObject();
            String here = path.isEmpty() ? name : path + "." + name;
            if (property.has("properties")) {
                leaves(here, property, settings);
            } else {
                settings.add(here);
            }
        });
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : resource("/setting-changes.txt").lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            List<String> cells = List.of(CELL.split(line, -1));
            if (cells.size() != 4) {
                throw new AssertionError("expected setting | before | after | steps, got: " + line);
            }
            String service = "s%02d".formatted(rows.size());
            rows.add(new Row(
                    service,
                    List.of(DOT.split(cells.get(0))),
                    before(cells.get(1), 8100 + rows.size()),
                    JsonParser.parseString(cells.get(2)),
                    cells.get(3).strip()));
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

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(SettingsIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
