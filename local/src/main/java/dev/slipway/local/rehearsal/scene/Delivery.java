package dev.slipway.local.rehearsal.scene;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * A pipeline as it is declared.
 *
 * @param pipeline its name
 * @param mode SUPERSEDED, QUEUED or PARALLEL
 * @param role ARN of its role
 * @param stages in their order
 */
public record Delivery(String pipeline, String mode, String role, List<Stage> stages) {
    /** Copies the list. */
    public Delivery {
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param name its name
     * @param reaction what it does when it fails
     * @param actions its actions
     */
    public record Stage(String name, Reaction reaction, List<Action> actions) {
        /** Copies the list. */
        public Stage {
            actions = List.copyOf(actions);
        }
    }

    /**
     * An action.
     *
     * @param name its name
     * @param kind category and provider, such as Build/CodeBuild
     * @param settings its configuration
     * @param outputs names of its output artifacts
     */
    public record Action(String name, String kind, Map<String, String> settings, List<String> outputs) {
        /** Copies its collections. */
        public Action {
            settings = Map.copyOf(settings);
            outputs = List.copyOf(outputs);
        }
    }

    /** What CodePipeline has under that name. */
    public static Delivery read(CodePipelineClient codepipeline, String name) {
        var pipeline = codepipeline.getPipeline(request -> request.name(name)).pipeline();
        return new Delivery(
                name,
                pipeline.executionMode() == null ? "SUPERSEDED" : pipeline.executionModeAsString(),
                pipeline.roleArn(),
                pipeline.stages().stream().map(Delivery::stage).toList());
    }

    private static Stage stage(StageDeclaration stage) {
        var onFailure = stage.onFailure();
        var result = onFailure == null ? null : onFailure.resultAsString();
        return new Stage(
                stage.name(),
                result == null ? Reaction.NONE : Reaction.of(result),
                stage.actions().stream().map(Delivery::action).toList());
    }

    private static Action action(ActionDeclaration action) {
        return new Action(
                action.name(),
                action.actionTypeId().categoryAsString() + "/"
                        + action.actionTypeId().provider(),
                action.configuration(),
                action.outputArtifacts().stream()
                        .map(artifact -> artifact.name())
                        .toList());
    }

    /** The first stage that has an action of a kind; empty when there is none. */
    public Optional<Stage> stageOf(String kind) {
        return stages.stream()
                .filter(stage -> stage.actions().stream()
                        .anyMatch(action -> action.kind().equals(kind)))
                .findFirst();
    }

    /** The stage that has an action of a kind. */
    public Stage require(String kind) {
        return stageOf(kind)
                .orElseThrow(
                        () -> new NoSuchElementException("pipeline %s has no action %s".formatted(pipeline, kind)));
    }

    private Action action(String kind) {
        return require(kind).actions().stream()
                .filter(action -> action.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private String setting(String kind, String name) {
        return action(kind).settings().getOrDefault(name, "");
    }

    /** The stage that takes the source. */
    public Stage source() {
        return require("Source/CodeCommit");
    }

    /** The stage that builds. */
    public Stage build() {
        return require("Build/CodeBuild");
    }

    /** The stage that deploys. */
    public Stage deploy() {
        return require("Deploy/ECS");
    }

    /** The stage in which somebody is asked; empty when nobody is. */
    public Optional<Stage> approval() {
        return stageOf("Approval/Manual");
    }

    /** Name of the repository. */
    public String repository() {
        return setting("Source/CodeCommit", "RepositoryName");
    }

    /** Name of the branch. */
    public String branch() {
        return setting("Source/CodeCommit", "BranchName");
    }

    /** Name of the project that builds. */
    public String project() {
        return setting("Build/CodeBuild", "ProjectName");
    }

    /** The artifact that the deployment takes from the build. */
    public String imageArtifact() {
        return action("Build/CodeBuild").outputs().get(0);
    }

    /** Name of the cluster. */
    public String cluster() {
        return setting("Deploy/ECS", "ClusterName");
    }

    /** Name of the service. */
    public String service() {
        return setting("Deploy/ECS", "ServiceName");
    }
}
