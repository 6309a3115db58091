package dev.slipway.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table of all settings, made from the JSON schema. */
final class SettingsTable {
    private static final int LONGEST_CHOICE = 8;

    private final List<String> rows = new ArrayList<>();

    private SettingsTable() {}

    static String markdown() {
        var table = new SettingsTable();
        var config = SettingsSchema.json()
                .getAsJsonObject("properties")
                .getAsJsonObject("config")
                .getAsJsonObject("properties");
        config.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(":" + ConfigReader.DEFAULTS))
                .forEach(entry -> table.add(entry.getKey(), entry.getValue().getAsJsonObject()));
        return "| setting | allowed | without it | meaning |%n| --- | --- | --- | --- |%n".formatted()
                + String.join("", table.rows);
    }

    private void add(String path, JsonObject schema) {
        if (schema.has("properties")) {
            schema.getAsJsonObject("properties")
                    .entrySet()
                    .forEach(entry ->
                            add(path + "." + entry.getKey(), entry.getValue().getAsJsonObject()));
            return;
        }
        if (schema.has("additionalProperties")
                && schema.getAsJsonObject("additionalProperties").has("properties")) {
            add(path + ".SERVICE", schema.getAsJsonObject("additionalProperties"));
            return;
        }
        rows.add("| `%s` | %s | %s | %s |%n".formatted(path, allowed(schema), standard(schema), meaning(schema)));
    }

    private static String allowed(JsonObject schema) {
        if (schema.has("enum")) {
            var words = StreamSupport.stream(schema.getAsJsonArray("enum").spliterator(), false)
                    .filter(word -> !word.isJsonNull())
                    .map(JsonElement::getAsString)
                    .toList();
            return words.size() > LONGEST_CHOICE
                    ? "%s, ... %s"
                            .formatted(String.join(", ", words.subList(0, LONGEST_CHOICE)), words.get(words.size() - 1))
                    : String.join(", ", words);
        }
        var types = schema.get("type");
        var type = types.isJsonArray() ? types.getAsJsonArray().get(0).getAsString() : types.getAsString();
        return switch (type) {
            case "integer" ->
                "%d to %d"
                        .formatted(
                                schema.get("minimum").getAsInt(),
                                schema.get("maximum").getAsInt());
            case "boolean" -> "true, false";
            case "array" -> "list of " + allowed(schema.getAsJsonObject("items"));
            case "object" -> "name: " + allowed(schema.getAsJsonObject("additionalProperties"));
            default -> "text";
        };
    }

    private static String standard(JsonObject schema) {
        return schema.has("default") ? "`%s`".formatted(schema.get("default")) : "";
    }

    private static String meaning(JsonObject schema) {
        return StreamSupport.stream(
                        List.of(schema.get("description").getAsString().split(" "))
                                .spliterator(),
                        false)
                .map(word ->
                        word.toLowerCase(Locale.ROOT).startsWith("https://") ? "([AWS](%s))".formatted(word) : word)
                .collect(Collectors.joining(" "))
                .replace("([AWS](https://www.pulumi", "([Pulumi](https://www.pulumi")
                .replace("|", "\\|");
    }
}
