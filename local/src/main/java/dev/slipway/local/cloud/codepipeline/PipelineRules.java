package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.HashSet;
import java.util.stream.Stream;

/**
 * What CodePipeline asks of a pipeline's structure; no service model states it.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html">Pipeline
 *     structure reference</a>
 */
final class PipelineRules {
    private static final int MOST_STAGES = 50;
    private static final int MOST_ACTIONS = 500;
    private static final int MOST_ACTIONS_IN_STAGE = 50;
    private static final String V2 = "V2";

    private PipelineRules() {}

    static void check(Pipeline pipeline, String region) {
        checkLimits(pipeline);
        checkStages(pipeline);
        checkSources(pipeline);
        pipeline.actions().forEach(action -> ActionRules.check(action, region, pipeline.type()));
        ArtifactRules.check(pipeline);
        VariableRules.check(pipeline);
        checkStores(pipeline, region);
        checkVersion2(pipeline);
        checkConditions(pipeline);
        TriggerRules.check(pipeline);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static AwsException structure(String message, Object... arguments) {
        return new AwsException("InvalidStructureException", message.formatted(arguments));
    }

    private static void checkLimits(Pipeline pipeline) {
        if (pipeline.stages().size() > MOST_STAGES) {
            throw new AwsException(
                    "LimitExceededException",
                    "Pipeline has %d stages, expected at most %d"
                            .formatted(pipeline.stages().size(), MOST_STAGES));
        }
        if (pipeline.actions().count() > MOST_ACTIONS) {
            throw new AwsException(
                    "LimitExceededException",
                    "Pipeline has %d actions, expected at most %d"
                            .formatted(pipeline.actions().count(), MOST_ACTIONS));
        }
    }

    private static void checkStages(Pipeline pipeline) {
        if (pipeline.stages().size() < 2) {
            throw structure(
                    "Pipeline should have at least 2 stages, got %d",
                    pipeline.stages().size());
        }
        var names = new HashSet<String>();
        for (var stage : pipeline.stages()) {
            if (!names.add(stage.name())) {
                throw structure(
                        "Stage names must be unique in a pipeline. '%s' has been used more than once", stage.name());
            }
            checkStage(stage);
        }
    }

    private static void checkStage(Pipeline.Stage stage) {
        var size = stage.actions().size();
        if (size < 1 || size > MOST_ACTIONS_IN_STAGE) {
            throw new AwsException(
                    "InvalidStageDeclarationException",
                    "Stage '%s' has %d actions, expected 1 to %d".formatted(stage.name(), size, MOST_ACTIONS_IN_STAGE));
        }
        var names = new HashSet<String>();
        for (var action : stage.actions()) {
            if (!names.add(action.name())) {
                throw new AwsException(
                        "InvalidStageDeclarationException",
                        "Action names must be unique in a stage. '%s' has been used more than once in stage '%s'"
                                .formatted(action.name(), stage.name()));
            }
        }
        var blockers = new HashSet<String>();
        for (var blocker : stage.node().path("blockers")) {
            if (!blockers.add(blocker.path("name").asText())) {
                throw new AwsException(
                        "InvalidBlockerDeclarationException",
                        "Blocker '%s' has been used more than once in stage '%s'"
                                .formatted(blocker.path("name").asText(), stage.name()));
            }
        }
    }

    private static void checkSources(Pipeline pipeline) {
        var first = pipeline.stages().get(0);
        if (!first.actions().stream().allMatch(action -> action.type().source())) {
            throw structure(
                    "Pipeline's first stage must contain only source actions, but stage '%s' has others", first.name());
        }
        pipeline.stages().stream().skip(1).forEach(stage -> stage.actions().stream()
                .filter(action -> action.type().source())
                .findFirst()
                .ifPresent(action -> {
                    throw structure(
                            "Only the first stage can contain source actions, but stage '%s' has the source action '%s'",
                            stage.name(), action.name());
                }));
    }

    private static void checkStores(Pipeline pipeline, String region) {
        var node = pipeline.node();
        if (node.has("artifactStore") == node.has("artifactStores")) {
            throw structure("Pipeline must have exactly one of artifactStore and artifactStores");
        }
        var regions = new HashSet<String>();
        regions.add(region);
        pipeline.actions().map(Action::region).filter(r -> !r.isEmpty()).forEach(regions::add);
        if (node.has("artifactStore") && regions.size() > 1) {
            throw structure(
                    "Pipeline has actions in the regions %s: it needs artifactStores, one for each",
                    regions.stream().sorted().toList());
        }
        if (node.has("artifactStores")) {
            var missing = regions.stream()
                    .filter(each -> !node.path("artifactStores").has(each))
                    .sorted()
                    .toList();
            if (!missing.isEmpty()) {
                throw structure("artifactStores has no store for %s", missing);
            }
        }
    }

    private static void checkVersion2(Pipeline pipeline) {
        if (pipeline.type().equals(V2)) {
            return;
        }
        if (!pipeline.executionMode().equals("SUPERSEDED")) {
            throw structure(
                    "Execution mode %s needs pipeline type V2, got %s", pipeline.executionMode(), pipeline.type());
        }
        for (var member : new String[] {"variables", "triggers"}) {
            if (!pipeline.node().path(member).isEmpty()) {
                throw structure("Pipeline %s need pipeline type V2, got %s", member, pipeline.type());
            }
        }
        pipeline.stages().forEach(stage -> Stream.of("onFailure", "onSuccess", "beforeEntry")
                .filter(stage.node()::has)
                .findFirst()
                .ifPresent(member -> {
                    throw structure(
                            "Stage '%s' has %s, which needs pipeline type V2, got %s",
                            stage.name(), member, pipeline.type());
                }));
    }

    private static void checkConditions(Pipeline pipeline) {
        for (var stage : pipeline.stages()) {
            var onFailure = stage.node().path("onFailure");
            var result = onFailure.path("result").asText();
            if (result.equals("SKIP")) {
                throw stage(stage, "onFailure cannot have the result SKIP");
            }
            if (onFailure.has("retryConfiguration") && !result.equals("RETRY")) {
                throw stage(stage, "retryConfiguration needs the onFailure result RETRY");
            }
            if (result.equals("ROLLBACK") && pipeline.executionMode().equals("PARALLEL")) {
                throw stage(stage, "the onFailure result ROLLBACK does not go with execution mode PARALLEL");
            }
            if (result.equals("ROLLBACK") && stage.equals(pipeline.stages().get(0))) {
                throw stage(stage, "the first stage cannot be rolled back");
            }
        }
    }

    private static AwsException stage(Pipeline.Stage stage, String problem) {
        return new AwsException("InvalidStageDeclarationException", "Stage '%s': %s".formatted(stage.name(), problem));
    }
}
