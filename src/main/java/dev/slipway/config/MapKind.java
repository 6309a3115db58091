package dev.slipway.config;

import com.google.gson.JsonObject;
import dev.slipway.blueprint.TextRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A mapping from names to values. */
record MapKind(TextRule key, Kind value) implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (!node.isMapping()) {
            problems.add(node.path(), "got %s, expected a mapping".formatted(node.shown()));
            return null;
        }
        var before = problems.count();
        var values = new LinkedHashMap<String, Object>();
        node.members().forEach((name, child) -> {
            try {
                key.check(name);
            } catch (IllegalArgumentException e) {
                problems.add(child.path(), e);
            }
            if (child.isAbsent()) {
                return;
            }
            var read = value.read(child, problems);
            if (read != null) {
                values.put(name, read);
            }
        });
        return problems.count() == before ? Collections.unmodifiableMap(values) : null;
    }

    @Override
    public JsonObject schema() {
        var names = new JsonObject();
        names.addProperty("pattern", key.pattern());
        names.addProperty("maxLength", key.maxLength());
        var schema = new JsonObject();
        schema.addProperty("type", "object");
        schema.add("propertyNames", names);
        schema.add("additionalProperties", OrNull.of(value.schema()));
        return schema;
    }
}
