package dev.slipway.local.cloud.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * An action as it is declared.
 *
 * @param name its name, unique in its stage
 * @param type what it is
 * @param runOrder actions of a stage with the same number run beside each other
 * @param configuration settings of its type
 * @param inputs names of the artifacts that it takes
 * @param outputs names of the artifacts that it makes
 * @param namespace under which others refer to its variables; empty for none
 * @param region where it runs; empty for the pipeline's
 * @param node the whole declaration
 */
public record Action(
        String name,
        Type type,
        int runOrder,
        Map<String, String> configuration,
        List<String> inputs,
        List<String> outputs,
        String namespace,
        String region,
        JsonNode node) {
    /** What an action is. */
    public record Type(String category, String owner, String provider, String version) {
        static Type of(JsonNode node) {
            return new Type(
                    node.path("category").asText(),
                    node.path("owner").asText(),
                    node.path("provider").asText(),
                    node.path("version").asText());
        }

        /** Whether it is a source. */
        public boolean source() {
            return category.equals("Source");
        }
    }

    /** Copies its collections. */
    public Action {
        configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Action of(JsonNode node) {
        var configuration = new TreeMap<String, String>();
        node.path("configuration")
                .properties()
                .forEach(entry ->
                        configuration.put(entry.getKey(), entry.getValue().asText()));
        return new Action(
                node.path("name").asText(),
                Type.of(node.path("actionTypeId")),
                node.path("runOrder").asInt(),
                configuration,
                names(node.path("inputArtifacts")),
                names(node.path("outputArtifacts")),
                node.path("namespace").asText(),
                node.path("region").asText(),
                node);
    }

    private static List<String> names(JsonNode artifacts) {
        return StreamSupport.stream(artifacts.spliterator(), false)
                .map(artifact -> artifact.path("name").asText())
                .toList();
    }
}
