package dev.slipway.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Lets a schema accept null too, which stands for "not set here" and takes a default back. */
final class OrNull {
    private OrNull() {}

    static JsonObject of(JsonObject schema) {
        var type = schema.get("type");
        if (type != null) {
            var types = new JsonArray();
            types.add(type);
            types.add("null");
            schema.add("type", types);
        }
        var words = schema.getAsJsonArray("enum");
        if (words != null) {
            words.add(JsonNull.INSTANCE);
        }
        return schema;
    }
}
