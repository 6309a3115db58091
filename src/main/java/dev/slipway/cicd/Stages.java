package dev.slipway.cicd;

import com.pulumi.aws.codepipeline.inputs.PipelineStageActionArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageOnFailureArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageOnFailureRetryConfigurationArgs;
import com.pulumi.core.Output;
import dev.slipway.blueprint.Action;
import dev.slipway.blueprint.ArtifactName;
import dev.slipway.blueprint.FailureAction;
import dev.slipway.blueprint.OnFailure;
import dev.slipway.blueprint.Pipeline;
import dev.slipway.blueprint.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stages of a pipeline as the resource takes them. */
final class Stages {
    private Stages() {}

    static List<PipelineStageArgs> of(Pipeline<Output<String>> pipeline) {
        return pipeline.stages().stream().map(Stages::stage).toList();
    }

    private static PipelineStageArgs stage(Stage<Output<String>> stage) {
        var arguments = PipelineStageArgs.builder()
                .name(stage.name().value())
                .actions(stage.actions().stream().map(Stages::action).toList());
        if (stage.onFailure().action() != FailureAction.NONE) {
            arguments.onFailure(onFailure(stage.onFailure()));
        }
        return arguments.build();
    }

    private static PipelineStageOnFailureArgs onFailure(OnFailure onFailure) {
        var arguments =
                PipelineStageOnFailureArgs.builder().result(onFailure.action().word());
        if (onFailure.action() == FailureAction.RETRY) {
            arguments.retryConfiguration(PipelineStageOnFailureRetryConfigurationArgs.builder()
                    .retryMode(onFailure.retryMode().word())
                    .build());
        }
        return arguments.build();
    }

    private static PipelineStageActionArgs action(Action<Output<String>> action) {
        var arguments = PipelineStageActionArgs.builder()
                .name(action.name().value())
                .category(action.category().word())
                .owner("AWS")
                .provider(action.provider())
                .version("1")
                .configuration(configuration(action.configuration()));
        if (!action.inputs().isEmpty()) {
            arguments.inputArtifacts(names(action.inputs()));
        }
        if (!action.outputs().isEmpty()) {
            arguments.outputArtifacts(names(action.outputs()));
        }
        action.namespace().ifPresent(namespace -> arguments.namespace(namespace.value()));
        action.timeoutMinutes().ifPresent(arguments::timeoutInMinutes);
        return arguments.build();
    }

    private static List<String> names(List<ArtifactName> artifacts) {
        return artifacts.stream().map(ArtifactName::value).toList();
    }

    private static Output<Map<String, String>> configuration(Map<String, Output<String>> values) {
        var keys = new ArrayList<>(values.keySet());
        return Output.all(values.values()).applyValue(known -> {
            var map = new LinkedHashMap<String, String>();
            for (var i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), known.get(i));
            }
            return map;
        });
    }
}
