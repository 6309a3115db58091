package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.signature.Authorization;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a request of the query protocol, whose names say where they belong: {@code Tags.member.1.Key}. */
final class FormInput {
    private FormInput() {}

    static JsonNode of(@Nullable String query, String body) {
        var values = new TreeMap<String, String>(Comparator.comparing(FormInput::sortable));
        values.putAll(Authorization.decode(query));
        values.putAll(Authorization.decode(body));
        var root = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> put(root, name, value));
        return lists(root);
    }

    /** So that the tenth element of a list does not come before the second. */
    private static String sortable(String name) {
        var sortable = new StringBuilder();
        for (var part : name.split("\\.", -1)) {
            var number = !part.isEmpty() && part.length() < 9 && part.chars().allMatch(Character::isDigit);
            sortable.append(number ? "%09d".formatted(Integer.parseInt(part)) : part)
                    .append('.');
        }
        return sortable.toString();
    }

    private static void put(ObjectNode root, String name, String value) {
        var at = root;
        var parts = name.split("\\.", -1);
        for (var i = 0; i < parts.length - 1; i++) {
            at = at.get(parts[i]) instanceof ObjectNode inner ? inner : at.putObject(parts[i]);
        }
        at.put(parts[parts.length - 1], value);
    }

    private static JsonNode lists(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1 && (object.has("member") || object.has("entry"))) {
            return lists(object.elements().next());
        }
        if (!object.isEmpty() && object.properties().stream().allMatch(FormInput::isNumbered)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            object.forEach(element -> list.add(lists(element)));
            return list;
        }
        var converted = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(member -> converted.set(
                        member.getKey(), member.getValue() instanceof TextNode text ? text : lists(member.getValue())));
        return converted;
    }

    private static boolean isNumbered(Map.Entry<String, JsonNode> member) {
        return member.getKey().chars().allMatch(Character::isDigit);
    }
}
