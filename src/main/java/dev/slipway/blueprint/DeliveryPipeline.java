package dev.slipway.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pipeline that brings a container to ECS: source, build, approval if wanted, deployment.
 *
 * @param <V> what a configuration value is: a text, or a text that is known later
 * @param mode what happens when it is started while it runs
 * @param source where the source is
 * @param build what builds it
 * @param approval who agrees before the deployment; empty for nobody
 * @param deployment where it is deployed
 */
public record DeliveryPipeline<V>(
        ExecutionMode mode,
        Source<V> source,
        Build<V> build,
        Optional<ManualApproval<V>> approval,
        Deployment<V> deployment) {
    /** The source, as the build takes it. */
    public static final ArtifactName SOURCE_ARTIFACT = new ArtifactName("SourceOutput");

    /** The file that names the built image, as the deployment takes it. */
    public static final ArtifactName IMAGE_ARTIFACT = new ArtifactName("BuildOutput");

    /** File in {@link #IMAGE_ARTIFACT}, an array of container names and image URIs. */
    public static final String IMAGE_DEFINITIONS = "imagedefinitions.json";

    private static final VariableNamespace SOURCE_VARIABLES = new VariableNamespace("SourceVariables");
    private static final VariableNamespace BUILD_VARIABLES = new VariableNamespace("BuildVariables");

    /** A repository in CodeCommit and its branch. */
    public record Source<V>(V repository, V branch) {}

    /** A CodeBuild project, and what its stage does on failure. */
    public record Build<V>(V project, OnFailure onFailure) {}

    /** A topic to ask on, and for how long. */
    public record ManualApproval<V>(V topicArn, int timeoutMinutes) {}

    /** An ECS service, and what its stage does on failure. */
    public record Deployment<V>(V cluster, V service, int timeoutMinutes, OnFailure onFailure) {
        /** What the ECS action accepts as its timeout. */
        public static final Range TIMEOUT_MINUTES = new Range(1, 60);

        public Deployment {
            TIMEOUT_MINUTES.check(timeoutMinutes);
        }
    }

    /** The stages, checked; {@code text} makes a configuration value of a constant. */
    public Pipeline<V> pipeline(Function<String, V> text) {
        var stages = new ArrayList<Stage<V>>(List.of(sourceStage(text), buildStage()));
        approval.ifPresent(manual -> stages.add(approvalStage(manual, text)));
        stages.add(deployStage(text));
        return new Pipeline<>(mode, stages);
    }

    private Stage<V> sourceStage(Function<String, V> text) {
        // Polling would start a second execution beside the event rule's.
        var action = Action.<V>draft("Source", ActionCategory.SOURCE, SourceProvider.CODE_COMMIT.word())
                .set("RepositoryName", source.repository())
                .set("BranchName", source.branch())
                .set("PollForSourceChanges", text.apply("false"))
                .set("OutputArtifactFormat", text.apply("CODE_ZIP"))
                .makes(SOURCE_ARTIFACT)
                .publishes(SOURCE_VARIABLES)
                .done();
        return Stage.of("Source", action, OnFailure.NONE);
    }

    private Stage<V> buildStage() {
        var action = Action.<V>draft("Build", ActionCategory.BUILD, "CodeBuild")
                .set("ProjectName", build.project())
                .takes(SOURCE_ARTIFACT)
                .makes(IMAGE_ARTIFACT)
                .publishes(BUILD_VARIABLES)
                .done();
        return Stage.of("Build", action, build.onFailure());
    }

    private Stage<V> approvalStage(ManualApproval<V> manual, Function<String, V> text) {
        var action = Action.<V>draft("Approve", ActionCategory.APPROVAL, "Manual")
                .set("NotificationArn", manual.topicArn())
                .set(
                        "CustomData",
                        text.apply(
                                "Deploy commit #{SourceVariables.CommitId} of branch #{SourceVariables.BranchName}?"))
                .timesOutAfterMinutes(manual.timeoutMinutes())
                .done();
        return Stage.of("Approve", action, OnFailure.NONE);
    }

    private Stage<V> deployStage(Function<String, V> text) {
        var action = Action.<V>draft("Deploy", ActionCategory.DEPLOY, "ECS")
                .set("ClusterName", deployment.cluster())
                .set("ServiceName", deployment.service())
                .set("FileName", text.apply(IMAGE_DEFINITIONS))
                .set("DeploymentTimeout", text.apply(String.valueOf(deployment.timeoutMinutes())))
                .takes(IMAGE_ARTIFACT)
                .done();
        return Stage.of("Deploy", action, deployment.onFailure());
    }
}
