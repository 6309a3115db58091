package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tags that a request brings: {@code aws:RequestTag/KEY} and {@code aws:TagKeys}. */
final class RequestTags {
    private static final List<String> MEMBERS = List.of("tags", "Tags", "TagList", "Tag");
    /** Where EC2 has the tags of what it creates. */
    private static final String SPECIFICATIONS = "TagSpecification";

    private static final List<String> KEYS = List.of("key", "Key", "TagKey");
    private static final List<String> VALUES = List.of("value", "Value", "TagValue");
    private static final List<String> KEY_LISTS = List.of("tagKeys", "TagKeys");

    private RequestTags() {}

    static Map<String, List<String>> of(JsonNode input) {
        var context = new LinkedHashMap<String, List<String>>();
        var tags = tags(input);
        var names = new LinkedHashSet<>(tags.keySet());
        tags.forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        KEY_LISTS.stream().flatMap(member -> Variables.texts(input, member)).forEach(names::add);
        names.remove("");
        if (!names.isEmpty()) {
            context.put("aws:TagKeys", List.copyOf(names));
        }
        return context;
    }

    /** The tags of a request or an answer, in any of the forms in which services write them. */
    static Map<String, String> tags(JsonNode node) {
        var tags = new LinkedHashMap<String, String>();
        lists(node).forEach(list -> {
            if (list.isObject()) {
                list.properties()
                        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
            }
            if (list.isArray()) {
                list.forEach(tag -> tags.put(first(tag, KEYS), first(tag, VALUES)));
            }
        });
        tags.remove("");
        return tags;
    }

    private static Stream<JsonNode> lists(JsonNode input) {
        return Stream.concat(
                MEMBERS.stream().map(input::path),
                StreamSupport.stream(input.path(SPECIFICATIONS).spliterator(), false)
                        .map(specification -> specification.path("Tag")));
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
