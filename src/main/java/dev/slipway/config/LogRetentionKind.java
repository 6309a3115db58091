package dev.slipway.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.slipway.blueprint.LogRetentionDays;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One of the numbers of days that CloudWatch Logs knows. */
record LogRetentionKind() implements Kind {
    @Override
    public @Nullable Object read(Node node, Problems problems) {
        try {
            if (node.json() instanceof JsonPrimitive primitive && primitive.isNumber()) {
                return new LogRetentionDays(new BigDecimal(primitive.getAsString()).intValueExact());
            }
            problems.add(
                    node.path(), "got %s, expected one of %s days".formatted(node.shown(), LogRetentionDays.ALLOWED));
        } catch (ArithmeticException e) {
            problems.add(
                    node.path(), "got %s, expected one of %s days".formatted(node.shown(), LogRetentionDays.ALLOWED));
        } catch (IllegalArgumentException e) {
            problems.add(node.path(), e);
        }
        return null;
    }

    @Override
    public JsonObject schema() {
        var days = new JsonArray();
        LogRetentionDays.ALLOWED.forEach(days::add);
        var schema = new JsonObject();
        schema.add("enum", days);
        return schema;
    }
}
