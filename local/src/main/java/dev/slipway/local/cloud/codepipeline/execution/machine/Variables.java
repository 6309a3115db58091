package dev.slipway.local.cloud.codepipeline.execution.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of variables where settings refer to them. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("#\\{([^.}]+)\\.([^}]+)}");
    private static final int MOST_BYTES = 100 << 10;

    private Variables() {}

    /**
     * Settings with values in them.
     *
     * @param values the settings
     * @param problem what cannot be resolved; empty when all can
     */
    record Resolved(Map<String, String> values, String problem) {}

    static Resolved resolve(Action action, Execution execution) {
        return resolve(action.configuration(), execution);
    }

    static Resolved resolve(JsonNode configuration, Execution execution) {
        var values = new TreeMap<String, String>();
        configuration
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return resolve(values, execution);
    }

    private static Resolved resolve(Map<String, String> configuration, Execution execution) {
        var unknown = new TreeSet<String>();
        var values = new TreeMap<String, String>();
        configuration.forEach(
                (name, text) -> values.put(name, REFERENCE.matcher(text).replaceAll(found -> {
                    var value = value(found.group(1), found.group(2), execution);
                    if (value.isEmpty()) {
                        unknown.add(found.group());
                    }
                    return Matcher.quoteReplacement(value.orElse(found.group()));
                })));
        if (!unknown.isEmpty()) {
            return new Resolved(
                    values,
                    "The variables %s were not produced by an earlier action of this execution".formatted(unknown));
        }
        var bytes = values.values().stream()
                .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return new Resolved(
                values,
                bytes <= MOST_BYTES
                        ? ""
                        : "The resolved configuration has %d bytes, expected at most %d".formatted(bytes, MOST_BYTES));
    }

    private static Optional<String> value(String namespace, String name, Execution execution) {
        return switch (namespace) {
            case "codepipeline" -> name.equals("PipelineExecutionId") ? Optional.of(execution.id()) : Optional.empty();
            case "variables" ->
                Optional.ofNullable(execution.origin().variables().get(name));
            default ->
                Optional.ofNullable(execution
                        .products()
                        .variables()
                        .getOrDefault(namespace, Map.of())
                        .get(name));
        };
    }
}
