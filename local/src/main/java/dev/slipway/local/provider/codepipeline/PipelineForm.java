package dev.slipway.local.provider.codepipeline;

import com.pulumi.aws.codepipeline.PipelineArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineArtifactStoreArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageActionArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineStageOnFailureConditionRuleArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineTriggerArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineTriggerGitConfigurationPullRequestArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineTriggerGitConfigurationPushArgs;
import dev.slipway.local.provider.aws.Shapes;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineTriggerDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Between Pulumi's form of a pipeline and AWS's: what differs is artifact stores, action types and artifact names. */
final class PipelineForm {
    private PipelineForm() {}

    static PipelineDeclaration write(PropertyMap inputs) {
        List<PropertyMap> stores = inputs.objects("artifactStores");
        PropertyMap pipeline = inputs.without(Tags.OWN, Tags.ALL, "artifactStores")
                .mapObjects("stages", PipelineForm::writeStage)
                .mapObjects(
                        "triggers",
                        trigger -> trigger.mapObject("gitConfiguration", git -> git.renamed("pushes", "push")
                                .renamed("pullRequests", "pullRequest")));
        PropertyMap stored = stores.size() == 1
                ? pipeline.with("artifactStore", stores.get(0).without("region"))
                : pipeline.with("artifactStores", byRegion(stores));
        return Shapes.write(stored, PipelineDeclaration.builder()).build();
    }

    static PropertyMap read(PipelineDeclaration pipeline) {
        PropertyMap state = Shapes.read(pipeline, PipelineArgs.class).without("artifactStores");
        List<PropertyMap> stages = new ArrayList<>();
        for (StageDeclaration stage : pipeline.stages()) {
            List<PropertyMap> actions =
                    stage.actions().stream().map(PipelineForm::readAction).toList();
            PropertyMap read = Shapes.read(stage, PipelineStageArgs.class).with("actions", actions);
            stages.add(readConditions(stage, read));
        }
        List<PropertyMap> triggers = pipeline.triggers().stream()
                .map(trigger -> readTrigger(trigger, Shapes.read(trigger, PipelineTriggerArgs.class)))
                .toList();
        return state.with("stages", stages)
                .with("artifactStores", readStores(pipeline))
                .with("triggers", triggers.isEmpty() ? null : triggers)
                .with("triggerAlls", triggers)
                .with("variables", state.objects("variables").isEmpty() ? null : state.get("variables"))
                .with("pipelineType", state.text("pipelineType", "V1"))
                .with("executionMode", state.text("executionMode", "SUPERSEDED"));
    }

    private static PropertyMap writeStage(PropertyMap stage) {
        return stage.mapObjects("actions", PipelineForm::writeAction)
                .mapObject("beforeEntry", PipelineForm::writeCondition)
                .mapObject("onSuccess", PipelineForm::writeCondition)
                .mapObject("onFailure", PipelineForm::writeCondition);
    }

    private static PropertyMap writeAction(PropertyMap action) {
        return action.without("category", "owner", "provider", "version")
                .with("actionTypeId", action.only("category", "owner", "provider", "version"))
                .with("inputArtifacts", named(action.texts("inputArtifacts")))
                .with("outputArtifacts", named(action.texts("outputArtifacts")));
    }

    // Pulumi has one condition where AWS has a list of them.
    private static PropertyMap writeCondition(PropertyMap when) {
        if (!when.has("condition")) {
            return when;
        }
        PropertyMap condition = when.object("condition")
                .mapObjects("rules", rule -> rule.with("inputArtifacts", named(rule.texts("inputArtifacts"))));
        return when.without("condition").with("conditions", List.of(condition));
    }

    private static List<PropertyMap> named(List<String> names) {
        return names.stream().map(name -> PropertyMap.EMPTY.with("name", name)).toList();
    }

    private static PropertyMap byRegion(List<PropertyMap> stores) {
        PropertyMap byRegion = PropertyMap.EMPTY;
        for (PropertyMap store : stores) {
            byRegion = byRegion.with(store.need("region"), store.without("region"));
        }
        return byRegion;
    }

    private static List<PropertyMap> readStores(PipelineDeclaration pipeline) {
        if (pipeline.artifactStore() != null) {
            return List.of(Shapes.read(pipeline.artifactStore(), PipelineArtifactStoreArgs.class));
        }
        return new TreeMap<>(pipeline.artifactStores())
                .entrySet().stream()
                        .map(store -> Shapes.read(store.getValue(), PipelineArtifactStoreArgs.class)
                                .with("region", store.getKey()))
                        .toList();
    }

    private static PropertyMap readAction(ActionDeclaration action) {
        List<String> inputs =
                action.inputArtifacts().stream().map(InputArtifact::name).toList();
        List<String> outputs =
                action.outputArtifacts().stream().map(OutputArtifact::name).toList();
        return Shapes.read(action, PipelineStageActionArgs.class)
                .withAll(Shapes.read(action.actionTypeId(), PipelineStageActionArgs.class))
                .with("inputArtifacts", inputs.isEmpty() ? null : inputs)
                .with("outputArtifacts", outputs.isEmpty() ? null : outputs);
    }

    private static PropertyMap readConditions(StageDeclaration stage, PropertyMap read) {
        PropertyMap state = read;
        if (stage.beforeEntry() != null) {
            state = state.with(
                    "beforeEntry",
                    readCondition(PropertyMap.EMPTY, stage.beforeEntry().conditions()));
        }
        if (stage.onSuccess() != null) {
            state = state.with(
                    "onSuccess",
                    readCondition(PropertyMap.EMPTY, stage.onSuccess().conditions()));
        }
        if (stage.onFailure() != null) {
            PropertyMap onFailure = read.object("onFailure").without("condition");
            state = state.with(
                    "onFailure", readCondition(onFailure, stage.onFailure().conditions()));
        }
        return state;
    }

    private static PropertyMap readCondition(PropertyMap when, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return when;
        }
        Condition condition = conditions.get(0);
        List<PropertyMap> rules = condition.rules().stream()
                .map(rule -> {
                    List<String> inputs = rule.inputArtifacts().stream()
                            .map(InputArtifact::name)
                            .toList();
                    return Shapes.read(rule, PipelineStageOnFailureConditionRuleArgs.class)
                            .with("inputArtifacts", inputs.isEmpty() ? null : inputs);
                })
                .toList();
        return when.with(
                "condition",
                PropertyMap.EMPTY.with("result", condition.resultAsString()).with("rules", rules));
    }

    private static PropertyMap readTrigger(PipelineTriggerDeclaration trigger, PropertyMap read) {
        List<PropertyMap> pushes = trigger.gitConfiguration().push().stream()
                .map(push -> Shapes.read(push, PipelineTriggerGitConfigurationPushArgs.class))
                .toList();
        List<PropertyMap> pullRequests = trigger.gitConfiguration().pullRequest().stream()
                .map(request -> Shapes.read(request, PipelineTriggerGitConfigurationPullRequestArgs.class))
                .toList();
        return read.mapObject("gitConfiguration", git -> git.with("pushes", pushes.isEmpty() ? null : pushes)
                .with("pullRequests", pullRequests.isEmpty() ? null : pullRequests));
    }
}
