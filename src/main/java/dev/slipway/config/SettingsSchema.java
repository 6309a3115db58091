package dev.slipway.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The JSON schema of {@code Pulumi.STACK.yaml}, made from the records. */
final class SettingsSchema {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private SettingsSchema() {}

    static String text() {
        return GSON.toJson(json()) + "\n";
    }

    static JsonObject json() {
        var config = new JsonObject();
        config.addProperty("type", "object");
        config.add("properties", properties());
        config.add("patternProperties", nothingElse());
        config.add("required", required(key(ConfigReader.SERVICES)));
        var sections = new JsonObject();
        sections.add("config", config);
        var schema = new JsonObject();
        schema.addProperty("$schema", "http://json-schema.org/draft-07/schema#");
        schema.addProperty("title", "Configuration of a Slipway stack");
        schema.addProperty(
                "description", "Pulumi.STACK.yaml. Settings of a service override slipway:defaults key by key.");
        schema.addProperty("type", "object");
        schema.add("properties", sections);
        schema.add("required", required("config"));
        return schema;
    }

    private static JsonObject properties() {
        var properties = new JsonObject();
        var defaults = ConfigReader.SERVICE.schema();
        defaults.addProperty("description", "What every service of the stack has unless it says otherwise.");
        properties.add(key(ConfigReader.DEFAULTS), defaults);
        ConfigReader.STACK
                .schema()
                .getAsJsonObject("properties")
                .entrySet()
                .forEach(entry -> properties.add(key(entry.getKey()), entry.getValue()));
        var services = properties.getAsJsonObject(key(ConfigReader.SERVICES));
        services.addProperty("type", "object");
        services.addProperty("minProperties", 1);
        return properties;
    }

    private static JsonObject nothingElse() {
        var others = new JsonObject();
        others.addProperty(
                "^%s:(?!(%s)$)".formatted(ConfigReader.NAMESPACE, String.join("|", ConfigReader.keys())), false);
        return others;
    }

    private static JsonArray required(String name) {
        var required = new JsonArray();
        required.add(name);
        return required;
    }

    private static String key(String name) {
        return ConfigReader.NAMESPACE + ":" + name;
    }
}
