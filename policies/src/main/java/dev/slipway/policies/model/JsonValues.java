package dev.slipway.policies.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.slipway.policies.model.Value.Fields;
import dev.slipway.policies.model.Value.Flag;
import dev.slipway.policies.model.Value.Items;
import dev.slipway.policies.model.Value.Numeric;
import dev.slipway.policies.model.Value.Secret;
import dev.slipway.policies.model.Value.Text;
import dev.slipway.policies.model.Value.Unknown;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text to values and back. */
public final class JsonValues {
    /** What an unknown value is in JSON text: the text that the engine itself sends for one. */
    public static final String UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /** Deeper than any document that AWS accepts, and shallow enough for any stack. */
    private static final int DEEPEST = 200;

    private JsonValues() {}

    /**
     * Parses one JSON document, strictly.
     *
     * @throws IllegalArgumentException when the text is no JSON, or nests deeper than 200 levels
     */
    public static Value parse(String json) {
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            Value value = read(reader, 0);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("got text after the JSON document, expected its end");
            }
            return value;
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("got text that is no JSON: " + e.getMessage(), e);
        }
    }

    private static Value read(JsonReader reader, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("got JSON deeper than " + DEEPEST + " levels");
        }
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    fields.put(reader.nextName(), read(reader, depth + 1));
                }
                reader.endObject();
                return new Fields(fields);
            }
            case BEGIN_ARRAY -> {
                List<Value> items = new ArrayList<>();
                reader.beginArray();
                while (reader.hasNext()) {
                    items.add(read(reader, depth + 1));
                }
                reader.endArray();
                return new Items(items);
            }
            case STRING -> {
                String text = reader.nextString();
                return text.equals(UNKNOWN_TEXT) ? Value.UNKNOWN : new Text(text);
            }
            case NUMBER -> {
                return new Numeric(reader.nextDouble());
            }
            case BOOLEAN -> {
                return new Flag(reader.nextBoolean());
            }
            case NULL -> {
                reader.nextNull();
                return Value.MISSING;
            }
            default -> throw new IllegalArgumentException("got " + reader.peek() + ", expected a JSON value");
        }
    }

    /** Compact JSON; secrets are written in full, unknown values as {@link #UNKNOWN_TEXT}. */
    public static String write(Value value) {
        return element(value).toString();
    }

    private static JsonElement element(Value value) {
        if (value instanceof Text text) {
            return new JsonPrimitive(text.value());
        }
        if (value instanceof Numeric number) {
            double plain = number.value();
            return plain == Math.rint(plain) && Math.abs(plain) < 1e15
                    ? new JsonPrimitive((long) plain)
                    : new JsonPrimitive(plain);
        }
        if (value instanceof Flag flag) {
            return new JsonPrimitive(flag.value());
        }
        if (value instanceof Unknown) {
            return new JsonPrimitive(UNKNOWN_TEXT);
        }
        if (value instanceof Secret secret) {
            return element(secret.value());
        }
        if (value instanceof Items items) {
            JsonArray array = new JsonArray();
            items.values().forEach(item -> array.add(element(item)));
            return array;
        }
        if (value instanceof Fields fields) {
            JsonObject object = new JsonObject();
            fields.values().forEach((name, inner) -> object.add(name, element(inner)));
            return object;
        }
        return JsonNull.INSTANCE;
    }
}
