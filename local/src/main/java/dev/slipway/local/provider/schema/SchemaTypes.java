package dev.slipway.local.provider.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes property types in the words of Pulumi's package schema, and collects the nested objects they refer to. */
public final class SchemaTypes {
    private static final String INDEX = "index";

    private final Map<String, JsonObject> definitions = new TreeMap<>();
    private final Set<Class<?>> seen = new HashSet<>();

    /** The nested objects that were referred to so far, by token. */
    public JsonObject definitions() {
        JsonObject all = new JsonObject();
        definitions.forEach(all::add);
        return all;
    }

    /** Properties by name. */
    public JsonObject properties(Shape shape) {
        JsonObject properties = new JsonObject();
        shape.properties().forEach((name, property) -> properties.add(name, property(property.type())));
        return properties;
    }

    /** An object with its properties. */
    public JsonObject object(Shape shape) {
        JsonObject object = new JsonObject();
        object.addProperty("type", "object");
        object.add("properties", properties(shape));
        object.add("required", required(shape));
        return object;
    }

    /** The names of the properties that are always there. */
    public static JsonArray required(Shape shape) {
        JsonArray names = new JsonArray();
        shape.properties().forEach((name, property) -> {
            if (property.required()) {
                names.add(name);
            }
        });
        return names;
    }

    /** One type. */
    public JsonObject property(PropertyType type) {
        JsonObject written = new JsonObject();
        if (type instanceof PropertyType.Numeric numeric) {
            written.addProperty("type", numeric.whole() ? "integer" : "number");
        } else if (type instanceof PropertyType.Flag) {
            written.addProperty("type", "boolean");
        } else if (type instanceof PropertyType.Text) {
            written.addProperty("type", "string");
        } else if (type instanceof PropertyType.ListOf list) {
            written.addProperty("type", "array");
            written.add("items", property(list.element()));
        } else if (type instanceof PropertyType.MapOf map) {
            written.addProperty("type", "object");
            written.add("additionalProperties", property(map.element()));
        } else if (type instanceof PropertyType.ObjectOf object) {
            written.addProperty("$ref", "#/types/" + define(object));
        } else {
            written.addProperty("$ref", "pulumi.json#/Any");
        }
        return written;
    }

    private String define(PropertyType.ObjectOf object) {
        String token = token(object.type());
        if (seen.add(object.type())) {
            // Entered first: an object may hold its own kind.
            definitions.computeIfAbsent(token, unused -> object(new Shape(Map.of())));
            JsonObject definition = object(object.shape());
            definitions.merge(token, definition, SchemaTypes::united);
        }
        return token;
    }

    // The SDK has one class for what goes in and one for what comes out; the schema has one type for both.
    private static JsonObject united(JsonObject known, JsonObject added) {
        JsonObject knownProperties = known.getAsJsonObject("properties");
        if (knownProperties.size() == 0) {
            return added;
        }
        JsonObject properties = knownProperties.deepCopy();
        added.getAsJsonObject("properties").entrySet().forEach(each -> properties.add(each.getKey(), each.getValue()));
        Set<JsonElement> both =
                new LinkedHashSet<>(known.getAsJsonArray("required").asList());
        both.retainAll(added.getAsJsonArray("required").asList());
        JsonArray required = new JsonArray();
        both.forEach(required::add);
        JsonObject united = new JsonObject();
        united.addProperty("type", "object");
        united.add("properties", properties);
        united.add("required", required);
        return united;
    }

    // com.pulumi.aws.ecs.inputs.ServiceAlarmsArgs and com.pulumi.aws.ecs.outputs.ServiceAlarms are
    // aws:ecs/ServiceAlarms:ServiceAlarms.
    private static String token(Class<?> type) {
        String[] folders = type.getPackageName().split("\\.", -1);
        String module = folders.length == 5 ? folders[3] : INDEX;
        String name = type.getSimpleName().replaceFirst("Args$", "");
        return "aws:" + module + "/" + name + ":" + name;
    }
}
