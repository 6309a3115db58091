package dev.slipway.config;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.slipway.blueprint.Range;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A whole number in a range. */
record NumberKind(Range range) implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        if (!(node.json() instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
            problems.add(
                    node.path(),
                    "got %s, expected a whole number from %d to %d"
                            .formatted(node.shown(), range.least(), range.greatest()));
            return null;
        }
        try {
            return range.check(new BigDecimal(primitive.getAsString()).intValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            problems.add(
                    node.path(),
                    "got %s, expected a whole number from %d to %d"
                            .formatted(primitive.getAsString(), range.least(), range.greatest()));
            return null;
        }
    }

    @Override
    public JsonObject schema() {
        var schema = new JsonObject();
        schema.addProperty("type", "integer");
        schema.addProperty("minimum", range.least());
        schema.addProperty("maximum", range.greatest());
        return schema;
    }
}
