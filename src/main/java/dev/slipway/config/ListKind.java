package dev.slipway.config;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list without repetition. */
record ListKind(Kind item) implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (!node.json().isJsonArray()) {
            problems.add(node.path(), "got %s, expected a list".formatted(node.shown()));
            return null;
        }
        var before = problems.count();
        var values = new ArrayList<Object>();
        for (var child : node.items()) {
            var value = SecureValue.isRefused(child, problems) ? null : item.read(child, problems);
            if (value != null && values.contains(value)) {
                problems.add(child.path(), "got %s twice, expected each once".formatted(child.shown()));
            } else if (value != null) {
                values.add(value);
            }
        }
        return problems.count() == before ? List.copyOf(values) : null;
    }

    @Override
    public JsonObject schema() {
        var schema = new JsonObject();
        schema.addProperty("type", "array");
        schema.add("items", item.schema());
        schema.addProperty("uniqueItems", true);
        return schema;
    }
}
