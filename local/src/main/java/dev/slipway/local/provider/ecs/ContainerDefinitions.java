package dev.slipway.local.provider.ecs;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** The JSON text of container definitions, between its text form and the SDK's. */
final class ContainerDefinitions {
    private static final Gson GSON = new Gson();

    private ContainerDefinitions() {}

    static @Nullable String problem(Object value) {
        try {
            write(value.toString());
            return null;
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            return "expected a JSON list of container definitions: " + e.getMessage();
        }
    }

    /** Equal once AWS's defaults are filled in, whatever the order of environment and secrets. */
    static boolean same(Object a, Object b) {
        try {
            return canonical(a.toString()).equals(canonical(b.toString()));
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            return a.equals(b);
        }
    }

    static List<ContainerDefinition> write(String json) {
        List<ContainerDefinition> definitions = new ArrayList<>();
        for (JsonElement element : JsonParser.parseString(json).getAsJsonArray()) {
            PropertyMap definition = new PropertyMap(plainObject(element.getAsJsonObject()));
            definitions.add(
                    Shapes.write(definition, ContainerDefinition.builder()).build());
        }
        return definitions;
    }

    static String read(List<ContainerDefinition> definitions) {
        return GSON.toJson(definitions.stream().map(Structures::members).toList());
    }

    private static Object canonical(String json) {
        return write(json).stream()
                .map(definition -> {
                    ContainerDefinition.Builder filled = definition.toBuilder();
                    if (definition.essential() == null) {
                        filled.essential(true);
                    }
                    if (definition.cpu() == null) {
                        filled.cpu(0);
                    }
                    filled.environment(definition.environment().stream()
                            .sorted(Comparator.comparing(KeyValuePair::name))
                            .toList());
                    filled.secrets(definition.secrets().stream()
                            .sorted(Comparator.comparing(software.amazon.awssdk.services.ecs.model.Secret::name))
                            .toList());
                    filled.portMappings(definition.portMappings().stream()
                            .map(ContainerDefinitions::filled)
                            .toList());
                    return Structures.members(filled.build());
                })
                .toList();
    }

    private static PortMapping filled(PortMapping mapping) {
        PortMapping.Builder filled = mapping.toBuilder();
        if (mapping.protocol() == null) {
            filled.protocol(TransportProtocol.TCP);
        }
        // In awsvpc mode AWS fills in the container's port; in the others 0 means any.
        if (mapping.hostPort() == null || mapping.hostPort().equals(mapping.containerPort())) {
            filled.hostPort(0);
        }
        return filled.build();
    }

    private static Map<String, Object> plainObject(JsonObject object) {
        Map<String, Object> plain = new TreeMap<>();
        object.entrySet().forEach(entry -> {
            if (!entry.getValue().isJsonNull()) {
                plain.put(entry.getKey(), plain(entry.getValue()));
            }
        });
        return plain;
    }

    private static Object plain(JsonElement element) {
        if (element instanceof JsonObject object) {
            return plainObject(object);
        }
        if (element instanceof JsonArray array) {
            List<Object> list = new ArrayList<>();
            array.forEach(member -> list.add(plain(member)));
            return list;
        }
        JsonPrimitive primitive = element.getAsJsonPrimitive();
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? Long.valueOf(primitive.getAsLong()) : primitive.getAsString();
    }
}
