package dev.slipway.config;

import com.google.gson.JsonObject;
import dev.slipway.blueprint.TextRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A mapping from names to values.
 *
 * @param key the rule that the names follow
 * @param keyCheck checks a name, also what no rule can say
 * @param value the kind of the values
 */
record MapKind(TextRule key, Consumer<String> keyCheck, Kind value) implements Kind {
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
                keyCheck.accept(name);
            } catch (IllegalArgumentException e) {
                problems.add(child.path(), e);
            }
            if (child.isAbsent() || SecureValue.isRefused(child, problems)) {
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
