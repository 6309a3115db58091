package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.blueprint.ExecutionMode;
import dev.slipway.blueprint.FailureAction;
import dev.slipway.blueprint.RetryMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of EcsDeployPipeline.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html">AWS reference</a>
 */
public final class EcsDeployPipelineArgs extends ResourceArgs {
    @Import(name = "pipelineName")
    private final @Nullable Output<String> pipelineName;

    @Import(name = "executionMode")
    private final @Nullable String executionMode;

    @Import(name = "source", required = true)
    private final @Nullable PipelineSourceArgs source;

    @Import(name = "artifactBucketName", required = true)
    private final @Nullable Output<String> artifactBucketName;

    @Import(name = "artifactKeyArn", required = true)
    private final @Nullable Output<String> artifactKeyArn;

    @Import(name = "projectName", required = true)
    private final @Nullable Output<String> projectName;

    @Import(name = "buildOnFailure")
    private final @Nullable String buildOnFailure;

    @Import(name = "buildRetryMode")
    private final @Nullable String buildRetryMode;

    @Import(name = "clusterName", required = true)
    private final @Nullable Output<String> clusterName;

    @Import(name = "serviceName", required = true)
    private final @Nullable Output<String> serviceName;

    @Import(name = "containerName", required = true)
    private final @Nullable Output<String> containerName;

    @Import(name = "checkTarget")
    private final @Nullable Boolean checkTarget;

    @Import(name = "taskRoleArns")
    private final @Nullable Output<List<String>> taskRoleArns;

    @Import(name = "deployTimeoutMinutes")
    private final @Nullable Integer deployTimeoutMinutes;

    @Import(name = "deployOnFailure")
    private final @Nullable String deployOnFailure;

    @Import(name = "deployRetryMode")
    private final @Nullable String deployRetryMode;

    @Import(name = "approvalTopicArn")
    private final @Nullable Output<String> approvalTopicArn;

    @Import(name = "approvalTopicKeyArn")
    private final @Nullable Output<String> approvalTopicKeyArn;

    @Import(name = "approvalTimeoutMinutes")
    private final @Nullable Integer approvalTimeoutMinutes;

    @Import(name = "scope")
    private final @Nullable Output<ScopeArgs> scope;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private EcsDeployPipelineArgs() {
        this(new Builder());
    }

    private EcsDeployPipelineArgs(Builder builder) {
        this.pipelineName = builder.pipelineName;
        this.executionMode = builder.executionMode;
        this.source = builder.source;
        this.artifactBucketName = builder.artifactBucketName;
        this.artifactKeyArn = builder.artifactKeyArn;
        this.projectName = builder.projectName;
        this.buildOnFailure = builder.buildOnFailure;
        this.buildRetryMode = builder.buildRetryMode;
        this.clusterName = builder.clusterName;
        this.serviceName = builder.serviceName;
        this.containerName = builder.containerName;
        this.checkTarget = builder.checkTarget;
        this.taskRoleArns = builder.taskRoleArns;
        this.deployTimeoutMinutes = builder.deployTimeoutMinutes;
        this.deployOnFailure = builder.deployOnFailure;
        this.deployRetryMode = builder.deployRetryMode;
        this.approvalTopicArn = builder.approvalTopicArn;
        this.approvalTopicKeyArn = builder.approvalTopicKeyArn;
        this.approvalTimeoutMinutes = builder.approvalTimeoutMinutes;
        this.scope = builder.scope;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the pipeline; without it the name of the component. */
    public Optional<Output<String>> pipelineName() {
        return Optional.ofNullable(pipelineName);
    }

    /** QUEUED, SUPERSEDED or PARALLEL; without it QUEUED. */
    public String executionMode() {
        return executionMode == null ? ExecutionMode.QUEUED.word() : executionMode;
    }

    /** The source that starts the pipeline. */
    public PipelineSourceArgs source() {
        return Objects.requireNonNull(source, "source");
    }

    /** Name of the bucket that carries the artifacts. */
    public Output<String> artifactBucketName() {
        return Objects.requireNonNull(artifactBucketName, "artifactBucketName");
    }

    /** Key that encrypts the artifacts. */
    public Output<String> artifactKeyArn() {
        return Objects.requireNonNull(artifactKeyArn, "artifactKeyArn");
    }

    /** CodeBuild project that builds; it makes imagedefinitions.json. */
    public Output<String> projectName() {
        return Objects.requireNonNull(projectName, "projectName");
    }

    /** What the build stage does by itself when it fails: NONE, RETRY or ROLLBACK; without it NONE. */
    public String buildOnFailure() {
        return buildOnFailure == null ? FailureAction.NONE.word() : buildOnFailure;
    }

    /** What its retry runs again: FAILED_ACTIONS or ALL_ACTIONS; without it FAILED_ACTIONS. */
    public String buildRetryMode() {
        return buildRetryMode == null ? RetryMode.FAILED_ACTIONS.word() : buildRetryMode;
    }

    /** Name of the ECS cluster. */
    public Output<String> clusterName() {
        return Objects.requireNonNull(clusterName, "clusterName");
    }

    /** Name of the ECS service. */
    public Output<String> serviceName() {
        return Objects.requireNonNull(serviceName, "serviceName");
    }

    /** Name of the container that gets the image. */
    public Output<String> containerName() {
        return Objects.requireNonNull(containerName, "containerName");
    }

    /**
     * Whether cluster, service and container are looked for before anything is created; without it they are. False
     * only for a service of the same stack, which a preview cannot find.
     */
    public Boolean checkTarget() {
        return checkTarget == null ? true : checkTarget;
    }

    /**
     * Task role and execution role of the service, which the pipeline passes to ECS; without it those of the task
     * definition that the service uses now. Required with checkTarget false.
     */
    public Optional<Output<List<String>>> taskRoleArns() {
        return Optional.ofNullable(taskRoleArns);
    }

    /** Minutes, 1 to 60, that ECS has to become stable; without it 20. */
    public Integer deployTimeoutMinutes() {
        return deployTimeoutMinutes == null ? 20 : deployTimeoutMinutes;
    }

    /** What the deploy stage does by itself when it fails: NONE, RETRY or ROLLBACK; without it ROLLBACK. */
    public String deployOnFailure() {
        return deployOnFailure == null ? FailureAction.ROLLBACK.word() : deployOnFailure;
    }

    /** What its retry runs again: FAILED_ACTIONS or ALL_ACTIONS; without it FAILED_ACTIONS. */
    public String deployRetryMode() {
        return deployRetryMode == null ? RetryMode.FAILED_ACTIONS.word() : deployRetryMode;
    }

    /** SNS topic on which the pipeline asks before it deploys; without it nobody is asked. */
    public Optional<Output<String>> approvalTopicArn() {
        return Optional.ofNullable(approvalTopicArn);
    }

    /** Key of that topic, when it has one; without it the pipeline may use only the artifact key. */
    public Optional<Output<String>> approvalTopicKeyArn() {
        return Optional.ofNullable(approvalTopicKeyArn);
    }

    /** Minutes, 5 to 86400, until an unanswered approval fails; without it 10080, seven days. */
    public Integer approvalTimeoutMinutes() {
        return approvalTimeoutMinutes == null ? 10_080 : approvalTimeoutMinutes;
    }

    /**
     * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
     * component.
     */
    public Optional<Output<ScopeArgs>> scope() {
        return Optional.ofNullable(scope);
    }

    /** Tags of every resource that can have tags; without it none. */
    public Output<List<TagArgs>> tags() {
        return tags == null ? Output.of(List.of()) : tags;
    }

    /** Collects the arguments. */
    public static final class Builder {
        private @Nullable Output<String> pipelineName;
        private @Nullable String executionMode;
        private @Nullable PipelineSourceArgs source;
        private @Nullable Output<String> artifactBucketName;
        private @Nullable Output<String> artifactKeyArn;
        private @Nullable Output<String> projectName;
        private @Nullable String buildOnFailure;
        private @Nullable String buildRetryMode;
        private @Nullable Output<String> clusterName;
        private @Nullable Output<String> serviceName;
        private @Nullable Output<String> containerName;
        private @Nullable Boolean checkTarget;
        private @Nullable Output<List<String>> taskRoleArns;
        private @Nullable Integer deployTimeoutMinutes;
        private @Nullable String deployOnFailure;
        private @Nullable String deployRetryMode;
        private @Nullable Output<String> approvalTopicArn;
        private @Nullable Output<String> approvalTopicKeyArn;
        private @Nullable Integer approvalTimeoutMinutes;
        private @Nullable Output<ScopeArgs> scope;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /** Name of the pipeline; without it the name of the component. */
        public Builder pipelineName(Output<String> value) {
            this.pipelineName = value;
            return this;
        }

        /** Name of the pipeline; without it the name of the component. */
        public Builder pipelineName(String value) {
            return pipelineName(Output.of(value));
        }

        /** QUEUED, SUPERSEDED or PARALLEL; without it QUEUED. */
        public Builder executionMode(String value) {
            this.executionMode = value;
            return this;
        }

        /** The source that starts the pipeline. */
        public Builder source(PipelineSourceArgs value) {
            this.source = value;
            return this;
        }

        /** Name of the bucket that carries the artifacts. */
        public Builder artifactBucketName(Output<String> value) {
            this.artifactBucketName = value;
            return this;
        }

        /** Name of the bucket that carries the artifacts. */
        public Builder artifactBucketName(String value) {
            return artifactBucketName(Output.of(value));
        }

        /** Key that encrypts the artifacts. */
        public Builder artifactKeyArn(Output<String> value) {
            this.artifactKeyArn = value;
            return this;
        }

        /** Key that encrypts the artifacts. */
        public Builder artifactKeyArn(String value) {
            return artifactKeyArn(Output.of(value));
        }

        /** CodeBuild project that builds; it makes imagedefinitions.json. */
        public Builder projectName(Output<String> value) {
            this.projectName = value;
            return this;
        }

        /** CodeBuild project that builds; it makes imagedefinitions.json. */
        public Builder projectName(String value) {
            return projectName(Output.of(value));
        }

        /** What the build stage does by itself when it fails: NONE, RETRY or ROLLBACK; without it NONE. */
        public Builder buildOnFailure(String value) {
            this.buildOnFailure = value;
            return this;
        }

        /** What its retry runs again: FAILED_ACTIONS or ALL_ACTIONS; without it FAILED_ACTIONS. */
        public Builder buildRetryMode(String value) {
            this.buildRetryMode = value;
            return this;
        }

        /** Name of the ECS cluster. */
        public Builder clusterName(Output<String> value) {
            this.clusterName = value;
            return this;
        }

        /** Name of the ECS cluster. */
        public Builder clusterName(String value) {
            return clusterName(Output.of(value));
        }

        /** Name of the ECS service. */
        public Builder serviceName(Output<String> value) {
            this.serviceName = value;
            return this;
        }

        /** Name of the ECS service. */
        public Builder serviceName(String value) {
            return serviceName(Output.of(value));
        }

        /** Name of the container that gets the image. */
        public Builder containerName(Output<String> value) {
            this.containerName = value;
            return this;
        }

        /** Name of the container that gets the image. */
        public Builder containerName(String value) {
            return containerName(Output.of(value));
        }

        /**
         * Whether cluster, service and container are looked for before anything is created; without it they are.
         * False only for a service of the same stack, which a preview cannot find.
         */
        public Builder checkTarget(Boolean value) {
            this.checkTarget = value;
            return this;
        }

        /**
         * Task role and execution role of the service, which the pipeline passes to ECS; without it those of the task
         * definition that the service uses now. Required with checkTarget false.
         */
        public Builder taskRoleArns(Output<List<String>> value) {
            this.taskRoleArns = value;
            return this;
        }

        /**
         * Task role and execution role of the service, which the pipeline passes to ECS; without it those of the task
         * definition that the service uses now. Required with checkTarget false.
         */
        public Builder taskRoleArns(List<String> value) {
            return taskRoleArns(Output.of(value));
        }

        /** Minutes, 1 to 60, that ECS has to become stable; without it 20. */
        public Builder deployTimeoutMinutes(Integer value) {
            this.deployTimeoutMinutes = value;
            return this;
        }

        /** What the deploy stage does by itself when it fails: NONE, RETRY or ROLLBACK; without it ROLLBACK. */
        public Builder deployOnFailure(String value) {
            this.deployOnFailure = value;
            return this;
        }

        /** What its retry runs again: FAILED_ACTIONS or ALL_ACTIONS; without it FAILED_ACTIONS. */
        public Builder deployRetryMode(String value) {
            this.deployRetryMode = value;
            return this;
        }

        /** SNS topic on which the pipeline asks before it deploys; without it nobody is asked. */
        public Builder approvalTopicArn(Output<String> value) {
            this.approvalTopicArn = value;
            return this;
        }

        /** SNS topic on which the pipeline asks before it deploys; without it nobody is asked. */
        public Builder approvalTopicArn(String value) {
            return approvalTopicArn(Output.of(value));
        }

        /** Key of that topic, when it has one; without it the pipeline may use only the artifact key. */
        public Builder approvalTopicKeyArn(Output<String> value) {
            this.approvalTopicKeyArn = value;
            return this;
        }

        /** Key of that topic, when it has one; without it the pipeline may use only the artifact key. */
        public Builder approvalTopicKeyArn(String value) {
            return approvalTopicKeyArn(Output.of(value));
        }

        /** Minutes, 5 to 86400, until an unanswered approval fails; without it 10080, seven days. */
        public Builder approvalTimeoutMinutes(Integer value) {
            this.approvalTimeoutMinutes = value;
            return this;
        }

        /**
         * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
         * component.
         */
        public Builder scope(Output<ScopeArgs> value) {
            this.scope = value;
            return this;
        }

        /**
         * Partition, Region and account; without it the provider is asked. Give it to save three calls for each
         * component.
         */
        public Builder scope(ScopeArgs value) {
            return scope(Output.of(value));
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(Output<List<TagArgs>> value) {
            this.tags = value;
            return this;
        }

        /** Tags of every resource that can have tags; without it none. */
        public Builder tags(List<TagArgs> value) {
            return tags(Output.of(value));
        }

        /** The bucket and the key of a store. */
        public Builder artifacts(ArtifactStore store) {
            return artifactBucketName(store.bucketName()).artifactKeyArn(store.keyArn());
        }

        /** The repository and branch of a source. */
        public Builder source(GitSource value) {
            return source(PipelineSourceArgs.builder()
                    .repositoryName(value.repositoryName())
                    .repositoryArn(value.repositoryArn())
                    .branch(value.branch())
                    .build());
        }

        /** The project and the container of a build. */
        public Builder build(ContainerBuild value) {
            return projectName(value.projectName()).containerName(value.containerName());
        }

        /** The cluster, service and roles of a trial service of the same stack. */
        public Builder target(TrialService value) {
            return clusterName(value.clusterName())
                    .serviceName(value.serviceName())
                    .taskRoleArns(value.taskRoleArns())
                    .checkTarget(false);
        }

        /** Tags of every resource that can have tags. */
        public Builder tags(Map<String, String> values) {
            return tags(TagArgs.of(values));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of source, artifactBucketName, artifactKeyArn,
         *     projectName, clusterName, serviceName, containerName is not set
         */
        public EcsDeployPipelineArgs build() {
            if (source == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "source");
            }
            if (artifactBucketName == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "artifactBucketName");
            }
            if (artifactKeyArn == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "artifactKeyArn");
            }
            if (projectName == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "projectName");
            }
            if (clusterName == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "clusterName");
            }
            if (serviceName == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "serviceName");
            }
            if (containerName == null) {
                throw new MissingRequiredPropertyException("EcsDeployPipelineArgs", "containerName");
            }
            return new EcsDeployPipelineArgs(this);
        }
    }
}
