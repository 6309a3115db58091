package dev.slipway.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.blueprint.Choice;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
record ChoiceKind(Class<? extends Choice> type) implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (!node.json().isJsonPrimitive()) {
            problems.add(
                    node.path(),
                    "got %s, expected one of %s".formatted(node.shown(), String.join(", ", Choice.words(type))));
            return null;
        }
        try {
            return Choice.parse(type, node.json().getAsString());
        } catch (IllegalArgumentException e) {
            problems.add(
                    node.path(),
                    "%s%s"
                            .formatted(
                                    String.valueOf(e.getMessage()),
                                    Nearest.hint(node.json().getAsString(), Choice.words(type))));
            return null;
        }
    }

    @Override
    public JsonObject schema() {
        var words = new JsonArray();
        Choice.words(type).forEach(words::add);
        var schema = new JsonObject();
        schema.add("enum", words);
        return schema;
    }
}
