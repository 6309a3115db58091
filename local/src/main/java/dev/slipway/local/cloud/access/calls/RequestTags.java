package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The tags that a request brings: {@code aws:RequestTag/KEY} and {@code aws:TagKeys}. */
final class RequestTags {
    private static final List<String> MEMBERS = List.of("tags", "Tags", "TagList");
    private static final List<String> KEYS = List.of("key", "Key", "TagKey");
    private static final List<String> VALUES = List.of("value", "Value", "TagValue");
    private static final List<String> KEY_LISTS = List.of("tagKeys", "TagKeys");

    private RequestTags() {}

    static Map<String, List<String>> of(JsonNode input) {
        var context = new LinkedHashMap<String, List<String>>();
        var names = new LinkedHashSet<String>();
        MEMBERS.stream().map(input::path).forEach(tags -> {
            if (tags.isObject()) {
                tags.properties()
                        .forEach(tag ->
                                add(context, names, tag.getKey(), tag.getValue().asText()));
            }
            if (tags.isArray()) {
                tags.forEach(tag -> add(context, names, first(tag, KEYS), first(tag, VALUES)));
            }
        });
        KEY_LISTS.stream().flatMap(member -> Variables.texts(input, member)).forEach(names::add);
        names.remove("");
        if (!names.isEmpty()) {
            context.put("aws:TagKeys", List.copyOf(names));
        }
        return context;
    }

    private static void add(Map<String, List<String>> context, Set<String> names, String key, String value) {
        if (!key.isEmpty()) {
            names.add(key);
            context.put("aws:RequestTag/" + key, List.of(value));
        }
    }

    private static String first(JsonNode tag, List<String> members) {
        return members.stream()
                .flatMap(member -> Stream.of(tag.path(member)))
                .filter(node -> !node.isMissingNode())
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }
}
