package dev.slipway.local.cloud.access.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where the input of a service's operations has the variables of its ARNs, such as <code>${ProjectName}</code>. */
final class Variables {
    private final Map<String, List<Source>> sources = new HashMap<>();
    private final Map<String, String> defaults = new HashMap<>();

    private record Source(String path, UnaryOperator<String> cut) {}

    /** A variable is found at these places, names of members with dots between them; lists are gone through. */
    Variables from(String variable, String... paths) {
        return cut(variable, Variables::afterSlash, paths);
    }

    /** The same, where only a part of the value is the variable. */
    Variables cut(String variable, UnaryOperator<String> cut, String... paths) {
        Stream.of(paths).forEach(path -> sources.computeIfAbsent(variable, name -> new ArrayList<>())
                .add(new Source(path, cut)));
        return this;
    }

    /** What a variable is when the input does not have it. */
    Variables otherwise(String variable, String value) {
        defaults.put(variable, value);
        return this;
    }

    /** Of a name all, of an ARN its last part. */
    private static String afterSlash(String value) {
        return value.startsWith("arn:")
                ? value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1)
                : value;
    }

    /**
     * The values of a variable; none when it cannot be told.
     *
     * @param given texts of the input that are whole ARNs of what is looked for, and so hold no variables
     */
    List<String> values(String variable, JsonNode input, List<String> given) {
        Set<String> values = new LinkedHashSet<>();
        texts(input, variable).forEach(values::add);
        texts(input, variable.substring(0, 1).toLowerCase(Locale.ROOT) + variable.substring(1))
                .forEach(values::add);
        sources.getOrDefault(variable, List.of()).forEach(source -> texts(input, source.path())
                .filter(text -> !given.contains(text))
                .map(source.cut())
                .forEach(values::add));
        values.removeAll(given);
        values.removeIf(String::isEmpty);
        if (values.isEmpty() && given.isEmpty() && defaults.containsKey(variable)) {
            return List.of(defaults.getOrDefault(variable, ""));
        }
        return List.copyOf(values);
    }

    /** Every text at a path, through lists. */
    static Stream<String> texts(JsonNode input, String path) {
        var nodes = Stream.of(input);
        for (var step : path.split("\\.", -1)) {
            nodes = nodes.flatMap(Variables::elements).map(node -> node.path(step));
        }
        return nodes.flatMap(Variables::elements).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
