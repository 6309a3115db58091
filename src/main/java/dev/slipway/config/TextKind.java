package dev.slipway.config;

import com.google.gson.JsonObject;
import dev.slipway.blueprint.TextRule;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A text that follows a rule. */
record TextKind(TextRule rule, Function<String, ? extends Object> maker) implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (!node.json().isJsonPrimitive() || !node.json().getAsJsonPrimitive().isString()) {
            problems.add(node.path(), "got %s, expected %s as text%s".formatted(node.shown(), rule.what(), hint(node)));
            return null;
        }
        try {
            return maker.apply(node.json().getAsString());
        } catch (IllegalArgumentException e) {
            problems.add(node.path(), e);
            return null;
        }
    }

    private static String hint(Node node) {
        return node.json().isJsonPrimitive() ? "; quote it" : "";
    }

    @Override
    public JsonObject schema() {
        var schema = new JsonObject();
        schema.addProperty("type", "string");
        schema.addProperty("pattern", rule.pattern());
        schema.addProperty("minLength", rule.minLength());
        schema.addProperty("maxLength", rule.maxLength());
        return schema;
    }
}
