package dev.slipway.cicd;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.codebuild.Project;
import com.pulumi.aws.codebuild.ProjectArgs;
import com.pulumi.aws.codebuild.inputs.ProjectArtifactsArgs;
import com.pulumi.aws.codebuild.inputs.ProjectCacheArgs;
import com.pulumi.aws.codebuild.inputs.ProjectEnvironmentArgs;
import com.pulumi.aws.codebuild.inputs.ProjectEnvironmentEnvironmentVariableArgs;
import com.pulumi.aws.codebuild.inputs.ProjectLogsConfigArgs;
import com.pulumi.aws.codebuild.inputs.ProjectLogsConfigCloudwatchLogsArgs;
import com.pulumi.aws.codebuild.inputs.ProjectSourceArgs;
import com.pulumi.aws.ecr.LifecyclePolicy;
import com.pulumi.aws.ecr.LifecyclePolicyArgs;
import com.pulumi.aws.ecr.Repository;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.inputs.RepositoryEncryptionConfigurationArgs;
import com.pulumi.aws.ecr.inputs.RepositoryImageScanningConfigurationArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.inputs.RoleInlinePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.slipway.blueprint.CacheMode;
import dev.slipway.blueprint.ComputeType;
import dev.slipway.blueprint.ContainerName;
import dev.slipway.blueprint.EcrRepositoryName;
import dev.slipway.blueprint.ImageTag;
import dev.slipway.blueprint.ImageTagMutability;
import dev.slipway.blueprint.LogRetentionDays;
import dev.slipway.blueprint.MovingTags;
import dev.slipway.blueprint.ProjectName;
import dev.slipway.blueprint.Range;
import dev.slipway.roles.ArtifactKeyUse;
import dev.slipway.roles.StackKeyPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a container image from source and keeps it.
 *
 * <p>Creates an ECR repository (scanned on push, encrypted, with a lifecycle), a CodeBuild project for a pipeline, its log
 * group with retention, and its role. The project is privileged, for one reason: without that Docker does not run in it.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html">AWS reference</a>
 */
public final class ContainerBuild extends ComponentResource {
    private static final Range TIMEOUT_MINUTES = new Range(5, 2160);
    private static final Range QUEUED_TIMEOUT_MINUTES = new Range(5, 480);
    private static final Range KEPT_IMAGES = new Range(1, 1000);
    private static final Range UNTAGGED_DAYS = new Range(1, 365);

    @Export(name = "repositoryName", refs = String.class)
    private final Output<String> repositoryName;

    @Export(name = "repositoryArn", refs = String.class)
    private final Output<String> repositoryArn;

    @Export(name = "repositoryUri", refs = String.class)
    private final Output<String> repositoryUri;

    @Export(name = "projectName", refs = String.class)
    private final Output<String> projectName;

    @Export(name = "projectArn", refs = String.class)
    private final Output<String> projectArn;

    @Export(name = "containerName", refs = String.class)
    private final Output<String> containerName;

    @Export(name = "logGroupName", refs = String.class)
    private final Output<String> logGroupName;

    @Export(name = "roleArn", refs = String.class)
    private final Output<String> roleArn;

    private final String where;
    private final CustomResourceOptions inside;

    /** Creates the repository and the project. */
    public ContainerBuild(String name, ContainerBuildArgs args, @Nullable ComponentResourceOptions options) {
        super("slipway:index:ContainerBuild", name, options);
        this.where = "ContainerBuild \"%s\"".formatted(name);
        this.inside = Children.of(this);
        var tags = Tags.of(where, args.tags());
        var wantedName = Checked.text(
                where, "projectName", ProjectName.RULE, args.projectName().orElseGet(() -> Output.of(name)));
        this.containerName = Checked.text(where, "containerName", ContainerName.RULE, args.containerName());

        var repository = repository(name, args, tags);
        this.repositoryName = repository.name();
        this.repositoryArn = repository.arn();
        this.repositoryUri = repository.repositoryUrl();
        var variables = new BuildEnvironment(where, args, containerName, repositoryUri);
        var logs = logs(name, args, wantedName, tags);
        this.logGroupName = logs.name();
        var role = role(name, args, wantedName, variables, tags);
        this.roleArn = role.arn();
        var project = project(name, args, wantedName, variables, tags);
        this.projectName = project.name();
        this.projectArn = project.arn();

        registerOutputs(Map.of(
                "repositoryName", repositoryName,
                "repositoryArn", repositoryArn,
                "repositoryUri", repositoryUri,
                "projectName", projectName,
                "projectArn", projectArn,
                "containerName", containerName,
                "logGroupName", logGroupName,
                "roleArn", roleArn));
    }

    private Repository repository(String name, ContainerBuildArgs args, Output<Map<String, String>> tags) {
        var mutability =
                Checked.choice(where, "imageTagMutability", ImageTagMutability.class, args.imageTagMutability());
        args.movingTags().forEach(tag -> Checked.text(where, "movingTags", ImageTag.RULE, tag));
        Checked.named(where, "movingTags", () -> {
            MovingTags.require(mutability, args.movingTags());
            return mutability;
        });
        var repository = new Repository(
                name + "-images",
                RepositoryArgs.builder()
                        .name(Checked.text(where, "repositoryName", EcrRepositoryName.RULE, args.repositoryName()))
                        .imageTagMutability(mutability.word())
                        .imageScanningConfiguration(RepositoryImageScanningConfigurationArgs.builder()
                                .scanOnPush(args.scanOnPush())
                                .build())
                        .encryptionConfigurations(RepositoryEncryptionConfigurationArgs.builder()
                                .encryptionType("KMS")
                                .kmsKey(args.keyArn())
                                .build())
                        .forceDelete(args.forceDelete())
                        .tags(tags)
                        .build(),
                inside);
        var untagged = Checked.number(where, "expireUntaggedAfterDays", UNTAGGED_DAYS, args.expireUntaggedAfterDays());
        var kept = Checked.number(where, "keepTaggedImages", KEPT_IMAGES, args.keepTaggedImages());
        new LifecyclePolicy(
                name + "-images-lifecycle",
                LifecyclePolicyArgs.builder()
                        .repository(repository.name())
                        .policy(Output.tuple(untagged, kept).applyValue(known -> LifecycleRules.of(known.t1, known.t2)))
                        .build(),
                inside);
        return repository;
    }

    private LogGroup logs(
            String name, ContainerBuildArgs args, Output<String> project, Output<Map<String, String>> tags) {
        var retention = args.logRetentionDays()
                .applyValue(days -> Checked.named(where, "logRetentionDays", () -> new LogRetentionDays(days).value()));
        return new LogGroup(
                name + "-logs",
                LogGroupArgs.builder()
                        .name(project.applyValue(known -> StackKeyPolicy.BUILD_LOGS + known))
                        .retentionInDays(retention)
                        .kmsKeyId(args.keyArn())
                        .tags(tags)
                        .build(),
                inside);
    }

    private Role role(
            String name,
            ContainerBuildArgs args,
            Output<String> project,
            BuildEnvironment variables,
            Output<Map<String, String>> tags) {
        var scope = ScopeArgs.of(args.scope(), this);
        var role = variables
                .role(scope, project, args)
                .applyValue(known -> Checked.named(where, "environmentVariables", () -> {
                    known.requireFitting();
                    return known;
                }));
        return new Role(
                name + "-role",
                RoleArgs.builder()
                        .name(project.applyValue(known -> RoleNames.of(where, known, "build")))
                        .description("Builds the image of " + name)
                        .assumeRolePolicy(role.applyValue(known -> known.trust().toJson()))
                        .inlinePolicies(
                                RoleInlinePolicyArgs.builder()
                                        .name("build")
                                        .policy(role.applyValue(
                                                known -> known.permissions().toJson()))
                                        .build(),
                                RoleInlinePolicyArgs.builder()
                                        .name("artifact-key")
                                        .policy(args.keyArn().applyValue(key -> new ArtifactKeyUse(List.of(key))
                                                .permissions()
                                                .toJson()))
                                        .build())
                        .tags(tags)
                        .build(),
                inside);
    }

    private Project project(
            String name,
            ContainerBuildArgs args,
            Output<String> wantedName,
            BuildEnvironment variables,
            Output<Map<String, String>> tags) {
        var arguments = ProjectArgs.builder()
                .name(wantedName)
                .description("Builds the image of " + name)
                .serviceRole(roleArn)
                .encryptionKey(args.keyArn())
                .buildTimeout(Checked.number(where, "timeoutMinutes", TIMEOUT_MINUTES, args.timeoutMinutes()))
                .queuedTimeout(Checked.number(
                        where, "queuedTimeoutMinutes", QUEUED_TIMEOUT_MINUTES, args.queuedTimeoutMinutes()))
                .source(ProjectSourceArgs.builder()
                        .type("CODEPIPELINE")
                        .buildspec(args.buildspec().orElseGet(() -> Output.of(StandardBuildspec.text())))
                        .build())
                .artifacts(ProjectArtifactsArgs.builder().type("CODEPIPELINE").build())
                .cache(cache(args))
                .environment(environment(args, variables))
                .logsConfig(ProjectLogsConfigArgs.builder()
                        .cloudwatchLogs(ProjectLogsConfigCloudwatchLogsArgs.builder()
                                .status("ENABLED")
                                .groupName(logGroupName)
                                .build())
                        .build())
                .tags(tags);
        args.concurrentBuildLimit().ifPresent(arguments::concurrentBuildLimit);
        return new Project(name, arguments.build(), inside);
    }

    private ProjectCacheArgs cache(ContainerBuildArgs args) {
        if (args.cacheModes().isEmpty()) {
            return ProjectCacheArgs.builder().type("NO_CACHE").build();
        }
        return ProjectCacheArgs.builder()
                .type("LOCAL")
                .modes(args.cacheModes().stream()
                        .map(mode -> Checked.choice(where, "cacheModes", CacheMode.class, mode)
                                .word())
                        .toList())
                .build();
    }

    private ProjectEnvironmentArgs environment(ContainerBuildArgs args, BuildEnvironment variables) {
        return ProjectEnvironmentArgs.builder()
                .type("LINUX_CONTAINER")
                .computeType(Checked.choice(where, "computeType", ComputeType.class, args.computeType()))
                .image(args.image())
                .imagePullCredentialsType("CODEBUILD")
                .privilegedMode(true)
                .environmentVariables(variables.all().applyValue(list -> list.stream()
                        .map(variable -> ProjectEnvironmentEnvironmentVariableArgs.builder()
                                .name(variable.name())
                                .value(variable.value())
                                .type(variable.type().word())
                                .build())
                        .toList()))
                .build();
    }

    /** Name of the ECR repository. */
    public Output<String> repositoryName() {
        return repositoryName;
    }

    /** ARN of the ECR repository. */
    public Output<String> repositoryArn() {
        return repositoryArn;
    }

    /** URI of the ECR repository; images are this, a colon and a tag. */
    public Output<String> repositoryUri() {
        return repositoryUri;
    }

    /** Name of the CodeBuild project. */
    public Output<String> projectName() {
        return projectName;
    }

    /** ARN of the CodeBuild project. */
    public Output<String> projectArn() {
        return projectArn;
    }

    /** Name of the container that gets the image. */
    public Output<String> containerName() {
        return containerName;
    }

    /** Name of the log group. */
    public Output<String> logGroupName() {
        return logGroupName;
    }

    /** ARN of the role. */
    public Output<String> roleArn() {
        return roleArn;
    }
}
