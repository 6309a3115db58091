package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A pipeline that CodePipeline accepts: the first stage, and only it, has sources; every artifact is made before it is
 * taken, and made once; names are unique; a rollback is declared only where AWS can do it.
 *
 * @param <V> what a configuration value is
 * @param mode what happens when it is started while it runs
 * @param stages its stages in order, at least two
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html">AWS reference</a>
 */
public record Pipeline<V>(ExecutionMode mode, List<Stage<V>> stages) {
    /** What CodePipeline accepts as the number of stages. */
    public static final Range STAGES = new Range(2, 50);

    public Pipeline {
        stages = List.copyOf(stages);
        if (stages.size() < STAGES.least() || stages.size() > STAGES.greatest()) {
            throw new IllegalArgumentException("pipeline: got %d stages, expected %d to %d"
                    .formatted(stages.size(), STAGES.least(), STAGES.greatest()));
        }
        Unique.require(
                "pipeline", "stage", stages.stream().map(s -> s.name().value()).toList());
        sourcesFirst(stages);
        artifactsInOrder(stages);
        failureHandling(mode, stages);
    }

    private static <V> void sourcesFirst(List<Stage<V>> stages) {
        var first = stages.get(0);
        if (!first.isSource()) {
            throw new IllegalArgumentException(
                    "stage %s: got an action that is no source, expected only sources: it is the first stage"
                            .formatted(first.name().value()));
        }
        for (var stage : stages.subList(1, stages.size())) {
            if (stage.hasSource()) {
                throw new IllegalArgumentException(
                        "stage %s: got a source action, expected sources only in the first stage"
                                .formatted(stage.name().value()));
            }
        }
    }

    private static <V> void artifactsInOrder(List<Stage<V>> stages) {
        var made = new HashSet<ArtifactName>();
        var names = new ArrayList<String>();
        for (var stage : stages) {
            for (var action : stage.actions()) {
                for (var artifact : action.inputs()) {
                    if (!made.contains(artifact)) {
                        throw new IllegalArgumentException(
                                "action %s: got the input artifact \"%s\", expected one that an earlier stage makes: %s"
                                        .formatted(
                                                action.name().value(),
                                                artifact.value(),
                                                made.stream()
                                                        .map(ArtifactName::value)
                                                        .sorted()
                                                        .toList()));
                    }
                }
            }
            for (var action : stage.actions()) {
                made.addAll(action.outputs());
                action.outputs().forEach(artifact -> names.add(artifact.value()));
            }
        }
        Unique.require("pipeline", "output artifact", names);
    }

    private static <V> void failureHandling(ExecutionMode mode, List<Stage<V>> stages) {
        for (var stage : stages) {
            var action = stage.onFailure().action();
            if (action == FailureAction.NONE) {
                continue;
            }
            if (stage.isSource()) {
                throw new IllegalArgumentException(
                        "stage %s: got on failure %s, expected NONE: a source stage is run again by the next change"
                                .formatted(stage.name().value(), action.word()));
            }
            if (action == FailureAction.ROLLBACK && mode == ExecutionMode.PARALLEL) {
                throw new IllegalArgumentException(
                        "stage %s: got on failure ROLLBACK in execution mode PARALLEL, expected QUEUED or SUPERSEDED: AWS cannot roll back parallel executions"
                                .formatted(stage.name().value()));
            }
        }
    }
}
