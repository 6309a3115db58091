package dev.slipway.policies.testkit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.slipway.policies.PlatformPack;
import dev.slipway.policies.evaluation.Pack;
import dev.slipway.policies.evaluation.PackSettings;
import dev.slipway.policies.evaluation.Suppression;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JSON schema of a {@code --policy-pack-config} file, by which editors complete rules, levels and settings. */
public final class ConfigSchema {
    /** Where the schema stands in the folder of the pack. */
    public static final String FILE = "policy-config.schema.json";

    private static final List<String> LEVELS = List.of("advisory", "mandatory", "remediate", "disabled");
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ConfigSchema() {}

    /** Writes the schema of {@link PlatformPack}. The one argument is the folder of the pack. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("got " + args.length + " arguments, expected the folder of the pack");
        }
        Files.writeString(Path.of(args[0]).resolve(FILE), render(PlatformPack.pack()));
    }

    /** The schema for a pack. */
    public static String render(Pack pack) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("all", level("The level of every rule that has none of its own"));
        entries.put(
                Pack.SETTINGS,
                entry("The pack itself", new PackSettings(pack).all(), List.of("advisory", "mandatory"), true));
        for (Rule rule : pack.rules()) {
            String text = rule.about().title() + ". " + rule.about().why();
            entries.put(rule.id(), entry(text, rule.about().settings(), LEVELS, false));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Configuration of " + pack.name());
        schema.put("type", "object");
        schema.put("properties", entries);
        schema.put("additionalProperties", false);
        return GSON.toJson(sorted(schema)) + "\n";
    }

    private static Map<String, Object> entry(
            String text, List<Setting<?>> settings, List<String> levels, boolean ofPack) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enforcementLevel", Map.of("type", "string", "enum", levels));
        settings.forEach(setting -> fields.put(setting.name(), setting.schema()));
        fields.put("suppressions", Suppression.schema(ofPack));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", fields);
        object.put("additionalProperties", false);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("description", text);
        entry.put("anyOf", List.of(Map.of("type", "string", "enum", levels), object));
        return entry;
    }

    private static Map<String, Object> level(String text) {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("description", text);
        level.put("type", "string");
        level.put("enum", LEVELS);
        return level;
    }

    /** Each run of Java goes through small maps in an order of its own: the file has one. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, inner) -> sorted.put(String.valueOf(name), sorted(inner)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(ConfigSchema::sorted).toList()
                : value;
    }
}
