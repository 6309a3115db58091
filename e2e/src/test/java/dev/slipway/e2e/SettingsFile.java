package dev.slipway.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every setting that there is, as the schema of the stacks' files has them. */
final class SettingsFile {
    private static final String DEFAULTS = "slipway:defaults";
    private static final String SERVICES = "slipway:services";

    private final JsonObject keys;

    SettingsFile(Checkout checkout) {
        keys = JsonParser.parseString(checkout.read("slipway.schema.json"))
                .getAsJsonObject()
                .getAsJsonObject("properties")
                .getAsJsonObject("config")
                .getAsJsonObject("properties");
    }

    /** The paths of the settings of a service. */
    SortedSet<String> ofAService() {
        SortedSet<String> settings = new TreeSet<>();
        leaves("", keys.getAsJsonObject(DEFAULTS), settings);
        return settings;
    }

    /** The paths of the settings of a stack, its services left out; the defaults of its services are one setting. */
    SortedSet<String> ofAStack() {
        SortedSet<String> settings = new TreeSet<>();
        keys.asMap().forEach((key, schema) -> {
            if (schema.getAsJsonObject().has("properties") && !key.equals(DEFAULTS)) {
                leaves(key, schema.getAsJsonObject(), settings);
            } else if (!key.equals(SERVICES)) {
                settings.add(key);
            }
        });
        return settings;
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
}
