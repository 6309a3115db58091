package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pipeline as it is declared, with its defaults filled in.
 *
 * @param name its name
 * @param type V1 or V2
 * @param executionMode SUPERSEDED, QUEUED or PARALLEL
 * @param stages in order
 * @param node the whole declaration
 */
record Pipeline(String name, String type, String executionMode, List<Stage> stages, JsonNode node) {
    /**
     * A stage.
     *
     * @param name its name, unique in the pipeline
     * @param actions in the order of the declaration
     * @param node the whole declaration
     */
    record Stage(String name, List<Action> actions, JsonNode node) {}

    static Pipeline of(JsonNode node) {
        var stages = children(node.path("stages"))
                .map(stage -> new Stage(
                        stage.path("name").asText(),
                        children(stage.path("actions")).map(Action::of).toList(),
                        stage))
                .toList();
        return new Pipeline(
                node.path("name").asText(),
                node.path("pipelineType").asText(),
                node.path("executionMode").asText(),
                stages,
                node);
    }

    static Stream<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    Stream<Action> actions() {
        return stages.stream().flatMap(stage -> stage.actions().stream());
    }
}
