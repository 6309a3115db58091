package dev.slipway.local.provider.schema;

import com.google.gson.Gson;
import dev.slipway.local.provider.property.Secret;
import dev.slipway.local.provider.property.Unknown;
import dev.slipway.local.provider.property.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks inputs against the shape: unknown names, wrong types and missing properties, all of them at once. */
public final class TypeCheck {
    private static final Gson GSON = new Gson();

    private final List<Problem> problems = new ArrayList<>();

    /** The problems found so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Checks an object and gives it back with typed documents turned into JSON text. */
    public Map<String, Object> object(Map<?, ?> object, Shape shape, String path) {
        Map<String, Object> checked = new TreeMap<>();
        object.forEach((key, value) -> {
            String name = (String) key;
            Shape.Property property = shape.properties().get(name);
            if (property != null) {
                checked.put(name, value(value, property.type(), join(path, name)));
            } else if (!Values.DEFAULTS.equals(name)) {
                report(
                        join(path, name),
                        "got a property \"" + name + "\" that does not exist here; "
                                + Suggestion.forName(name, shape.properties().keySet()));
            }
        });
        shape.properties().forEach((name, property) -> {
            if (property.required() && !object.containsKey(name)) {
                report(
                        join(path, name),
                        "got nothing, expected " + property.type().words() + ": the property is required");
            }
        });
        return checked;
    }

    private Object value(Object value, PropertyType type, String path) {
        if (value instanceof Secret secret) {
            return new Secret(value(secret.content(), type, path));
        }
        if (value == Unknown.VALUE || type instanceof PropertyType.Any) {
            return value;
        }
        if (type instanceof PropertyType.Text text) {
            if (text.orJson() && value instanceof Map) {
                return Values.hasUnknown(value) ? Unknown.VALUE : GSON.toJson(Values.plain(value));
            }
            return expect(value instanceof String, value, type, path);
        }
        if (type instanceof PropertyType.Flag) {
            return expect(value instanceof Boolean, value, type, path);
        }
        if (type instanceof PropertyType.Numeric numeric) {
            return expect(value instanceof Long || (!numeric.whole() && value instanceof Double), value, type, path);
        }
        if (type instanceof PropertyType.ListOf list && value instanceof List<?> elements) {
            List<Object> checked = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                checked.add(value(elements.get(i), list.element(), path + "[" + i + "]"));
            }
            return checked;
        }
        if (type instanceof PropertyType.MapOf map && value instanceof Map<?, ?> entries) {
            Map<String, Object> checked = new TreeMap<>();
            entries.forEach(
                    (key, entry) -> checked.put((String) key, value(entry, map.element(), path + "[\"" + key + "\"]")));
            return checked;
        }
        if (type instanceof PropertyType.ObjectOf object && value instanceof Map<?, ?> members) {
            return object(members, object.shape(), path);
        }
        return expect(false, value, type, path);
    }

    private Object expect(boolean fits, Object value, PropertyType type, String path) {
        if (!fits) {
            report(path, "got " + kind(value) + ", expected " + type.words());
        }
        return value;
    }

    private void report(String path, String reason) {
        problems.add(new Problem(path, reason));
    }

    // The kind, not the value: it might be a secret in the wrong place.
    private static String kind(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return value instanceof Long ? "a whole number" : "a number with a fraction";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "an object" : value.toString();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
