package dev.slipway.cicd;

import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.cloudwatch.EventTarget;
import com.pulumi.aws.cloudwatch.EventTargetArgs;
import com.pulumi.aws.codepipeline.PipelineArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineArtifactStoreArgs;
import com.pulumi.aws.codepipeline.inputs.PipelineArtifactStoreEncryptionKeyArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.inputs.RoleInlinePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.ContainerName;
import dev.slipway.blueprint.DeliveryPipeline;
import dev.slipway.blueprint.EcsClusterName;
import dev.slipway.blueprint.EcsServiceName;
import dev.slipway.blueprint.ExecutionMode;
import dev.slipway.blueprint.FailureAction;
import dev.slipway.blueprint.OnFailure;
import dev.slipway.blueprint.Pipeline;
import dev.slipway.blueprint.PipelineName;
import dev.slipway.blueprint.RetryMode;
import dev.slipway.blueprint.RuleName;
import dev.slipway.blueprint.SourceProvider;
import dev.slipway.roles.ArtifactKeyUse;
import dev.slipway.roles.EventRole;
import dev.slipway.roles.PipelineRole;
import dev.slipway.roles.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline from a Git repository to an ECS service: source, build, approval if wanted, rolling deployment.
 *
 * <p>Creates a pipeline of type V2 and its role, and an EventBridge rule that starts it at every push, with a target and a
 * role that may start this pipeline and nothing else. Before that it looks for the cluster, the service and the container.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/ecs-cd-pipeline.html">AWS reference</a>
 */
public final class EcsDeployPipeline extends ComponentResource {
    @Export(name = "pipelineName", refs = String.class)
    private final Output<String> pipelineName;

    @Export(name = "pipelineArn", refs = String.class)
    private final Output<String> pipelineArn;

    @Export(name = "roleArn", refs = String.class)
    private final Output<String> roleArn;

    private final String where;
    private final CustomResourceOptions inside;
    private final Output<Scope> scope;
    private final Output<Map<String, String>> tags;
    private final Output<String> wantedName;
    private final Output<String> clusterName;
    private final Output<String> serviceName;

    /** Creates the pipeline. */
    public EcsDeployPipeline(String name, EcsDeployPipelineArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:EcsDeployPipeline", name, options);
        this.where = "EcsDeployPipeline \"%s\"".formatted(name);
        this.inside = Children.of(this);
        Checked.choice(
                where, "source.provider", SourceProvider.class, args.source().provider());
        this.scope = ScopeArgs.of(args.scope(), this);
        this.tags = Tags.of(where, args.tags());
        this.wantedName = Checked.text(
                where, "pipelineName", PipelineName.RULE, args.pipelineName().orElseGet(() -> Output.of(name)));
        this.clusterName = Checked.text(where, "clusterName", EcsClusterName.RULE, args.clusterName());
        this.serviceName = Checked.text(where, "serviceName", EcsServiceName.RULE, args.serviceName());

        var role = role(name, args);
        this.roleArn = role.arn();
        var pipeline = pipeline(name, args);
        this.pipelineName = pipeline.name();
        this.pipelineArn = pipeline.arn();
        changeDetection(name, args.source());

        registerOutputs(Map.of("pipelineName", pipelineName, "pipelineArn", pipelineArn, "roleArn", roleArn));
    }

    private Role role(String name, EcsDeployPipelineArgs args) {
        var absent = Output.of(Optional.<String>empty());
        var topic =
                args.approvalTopicArn().map(arn -> arn.applyValue(Optional::of)).orElse(absent);
        var topicKey = args.approvalTopicKeyArn()
                .map(arn -> arn.applyValue(Optional::of))
                .orElse(absent);
        var role = Output.tuple(
                        scope,
                        wantedName,
                        args.artifactBucketName(),
                        args.source().repositoryArn(),
                        args.projectName(),
                        Output.tuple(clusterName, serviceName),
                        taskRoleArns(args),
                        topic)
                .applyValue(known -> new PipelineRole(
                        known.t1,
                        known.t2,
                        known.t3,
                        known.t4,
                        known.t5,
                        known.t6.t1,
                        known.t6.t2,
                        known.t7,
                        known.t8));
        var keys = Output.tuple(args.artifactKeyArn(), topicKey).applyValue(known -> {
            var arns = new ArrayList<>(List.of(known.t1));
            known.t2.ifPresent(arns::add);
            return new ArtifactKeyUse(arns);
        });
        return new Role(
                name + "-role",
                RoleArgs.builder()
                        .name(wantedName.applyValue(known -> RoleNames.of(where, known, "pipeline")))
                        .description("Runs the pipeline " + name)
                        .assumeRolePolicy(role.applyValue(known -> known.trust().toJson()))
                        .inlinePolicies(
                                RoleInlinePolicyArgs.builder()
                                        .name("stages")
                                        .policy(role.applyValue(
                                                known -> known.permissions().toJson()))
                                        .build(),
                                RoleInlinePolicyArgs.builder()
                                        .name("artifact-key")
                                        .policy(keys.applyValue(
                                                known -> known.permissions().toJson()))
                                        .build())
                        .tags(tags)
                        .build(),
                inside);
    }

    private Output<List<String>> taskRoleArns(EcsDeployPipelineArgs args) {
        var container = Checked.text(where, "containerName", ContainerName.RULE, args.containerName());
        if (!args.checkTarget()) {
            return args.taskRoleArns()
                    .orElseThrow(() -> new RunException(
                            "%s: taskRoleArns: got none with checkTarget false, expected the task role and the execution role of the service"
                                    .formatted(where)));
        }
        var options = InvokeOptions.builder().parent(this).build();
        var found = Output.tuple(clusterName, serviceName, container)
                .apply(known -> Output.of(new EcsTarget(known.t1, known.t2, known.t3)
                        .taskRoleArns(options)
                        .exceptionallyCompose(this::named)));
        return args.taskRoleArns()
                .map(given -> Output.tuple(given, found).applyValue(known -> known.t1))
                .orElse(found);
    }

    /** Says which component it is. */
    private CompletableFuture<List<String>> named(Throwable failure) {
        var cause = AbsentTargetException.cause(failure);
        return CompletableFuture.failedFuture(
                cause instanceof AbsentTargetException absent
                        ? new RunException(
                                "%s: %s: %s".formatted(where, absent.argument(), absent.getMessage()), absent)
                        : cause);
    }

    private com.pulumi.aws.codepipeline.Pipeline pipeline(String name, EcsDeployPipelineArgs args) {
        var blueprint = blueprint(args);
        return new com.pulumi.aws.codepipeline.Pipeline(
                name,
                PipelineArgs.builder()
                        .name(wantedName)
                        .pipelineType("V2")
                        .executionMode(blueprint.mode().word())
                        .roleArn(roleArn)
                        .artifactStores(PipelineArtifactStoreArgs.builder()
                                .type("S3")
                                .location(args.artifactBucketName())
                                .encryptionKey(PipelineArtifactStoreEncryptionKeyArgs.builder()
                                        .type("KMS")
                                        .id(args.artifactKeyArn())
                                        .build())
                                .build())
                        .stages(Stages.of(blueprint))
                        .tags(tags)
                        .build(),
                inside);
    }

    private Pipeline<Output<String>> blueprint(EcsDeployPipelineArgs args) {
        var mode = Checked.choice(where, "executionMode", ExecutionMode.class, args.executionMode());
        var approval = args.approvalTopicArn()
                .map(topic -> new DeliveryPipeline.ManualApproval<>(topic, args.approvalTimeoutMinutes()));
        var build = new DeliveryPipeline.Build<>(
                args.projectName(), onFailure("build", args.buildOnFailure(), args.buildRetryMode()));
        var onFailure = onFailure("deploy", args.deployOnFailure(), args.deployRetryMode());
        return Checked.named(where, "stages", () -> new DeliveryPipeline<>(
                        mode,
                        new DeliveryPipeline.Source<>(
                                args.source().repositoryName(), args.source().branch()),
                        build,
                        approval,
                        new DeliveryPipeline.Deployment<>(
                                clusterName, serviceName, args.deployTimeoutMinutes(), onFailure))
                .pipeline(Output::of));
    }

    private OnFailure onFailure(String stage, String action, String retryMode) {
        return new OnFailure(
                Checked.choice(where, stage + "OnFailure", FailureAction.class, action),
                Checked.choice(where, stage + "RetryMode", RetryMode.class, retryMode));
    }

    private void changeDetection(String name, PipelineSourceArgs source) {
        var ruleName =
                wantedName.applyValue(known -> Checked.text(where, "name of the event rule", RuleName.RULE, known));
        var rule = new EventRule(
                name + "-source-rule",
                EventRuleArgs.builder()
                        .name(ruleName)
                        .description("Starts the pipeline %s at every push".formatted(name))
                        .eventPattern(Output.tuple(source.repositoryArn(), source.branch())
                                .applyValue(known -> ChangeEvent.pattern(known.t1, known.t2)))
                        .tags(tags)
                        .build(),
                inside);
        var eventRole = Output.tuple(scope, ruleName, wantedName)
                .applyValue(known -> new EventRole(known.t1, known.t2, known.t3));
        var role = new Role(
                name + "-source-role",
                RoleArgs.builder()
                        .name(wantedName.applyValue(known -> RoleNames.of(where, known, "source")))
                        .description("Starts the pipeline " + name)
                        .assumeRolePolicy(
                                eventRole.applyValue(known -> known.trust().toJson()))
                        .inlinePolicies(RoleInlinePolicyArgs.builder()
                                .name("start")
                                .policy(eventRole.applyValue(
                                        known -> known.permissions().toJson()))
                                .build())
                        .tags(tags)
                        .build(),
                inside);
        new EventTarget(
                name + "-source-target",
                EventTargetArgs.builder()
                        .rule(rule.name())
                        .targetId("pipeline")
                        .arn(pipelineArn)
                        .roleArn(role.arn())
                        .build(),
                inside);
    }

    /** Name of the pipeline. */
    public Output<String> pipelineName() {
        return pipelineName;
    }

    /** ARN of the pipeline. */
    public Output<String> pipelineArn() {
        return pipelineArn;
    }

    /** ARN of the pipeline's role. */
    public Output<String> roleArn() {
        return roleArn;
    }
}
