package dev.slipway.local.cloud.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
public record Pipeline(String name, String type, String executionMode, List<Stage> stages, JsonNode node) {
    /**
     * A stage.
     *
     * @param name its name, unique in the pipeline
     * @param actions in the order of the declaration
     * @param node the whole declaration
     */
    public record Stage(String name, List<Action> actions, JsonNode node) {
        /** Copies the actions. */
        public Stage {
            actions = List.copyOf(actions);
        }

        /** The actions by run order. */
        public SortedMap<Integer, List<Action>> groups() {
            var groups = new TreeMap<Integer, List<Action>>();
            actions.forEach(action -> groups.computeIfAbsent(action.runOrder(), order -> new ArrayList<>())
                    .add(action));
            return groups;
        }

        /** The action of this name. */
        public Optional<Action> action(String wanted) {
            return actions.stream()
                    .filter(action -> action.name().equals(wanted))
                    .findFirst();
        }
    }

    /** Copies the stages. */
    public Pipeline {
        stages = List.copyOf(stages);
    }

    /** Reads a declaration. */
    public static Pipeline of(JsonNode node) {
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

    /** The elements of an array; none when it is missing. */
    public static Stream<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The stage of this name. */
    public Optional<Stage> stage(String wanted) {
        return stages.stream().filter(stage -> stage.name().equals(wanted)).findFirst();
    }

    /** The stage after another one. */
    public Optional<Stage> after(Stage stage) {
        return stages.stream().skip(stages.indexOf(stage) + 1L).findFirst();
    }

    /** The number of this structure; every UpdatePipeline counts it up. */
    public int version() {
        return node.path("version").asInt(1);
    }

    /** All actions. */
    public Stream<Action> actions() {
        return stages.stream().flatMap(stage -> stage.actions().stream());
    }
}
