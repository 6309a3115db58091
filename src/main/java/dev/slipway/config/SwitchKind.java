package dev.slipway.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** True or false. */
record SwitchKind() implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (node.json() instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        problems.add(node.path(), "got %s, expected true or false".formatted(node.shown()));
        return null;
    }

    @Override
    public JsonObject schema() {
        var schema = new JsonObject();
        schema.addProperty("type", "boolean");
        return schema;
    }
}
