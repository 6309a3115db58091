package dev.slipway.cicd;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.ResourceArgs;
import dev.slipway.blueprint.CacheMode;
import dev.slipway.blueprint.ComputeType;
import dev.slipway.blueprint.ImageTagMutability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of ContainerBuild.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html">AWS reference</a>
 */
public final class ContainerBuildArgs extends ResourceArgs {
    @Import(name = "projectName")
    private final @Nullable Output<String> projectName;

    @Import(name = "repositoryName", required = true)
    private final @Nullable Output<String> repositoryName;

    @Import(name = "containerName", required = true)
    private final @Nullable Output<String> containerName;

    @Import(name = "artifactBucketName", required = true)
    private final @Nullable Output<String> artifactBucketName;

    @Import(name = "keyArn", required = true)
    private final @Nullable Output<String> keyArn;

    @Import(name = "imageTagMutability")
    private final @Nullable String imageTagMutability;

    @Import(name = "movingTags")
    private final @Nullable List<String> movingTags;

    @Import(name = "scanOnPush")
    private final @Nullable Output<Boolean> scanOnPush;

    @Import(name = "keepTaggedImages")
    private final @Nullable Output<Integer> keepTaggedImages;

    @Import(name = "expireUntaggedAfterDays")
    private final @Nullable Output<Integer> expireUntaggedAfterDays;

    @Import(name = "forceDelete")
    private final @Nullable Output<Boolean> forceDelete;

    @Import(name = "image")
    private final @Nullable Output<String> image;

    @Import(name = "computeType")
    private final @Nullable Output<String> computeType;

    @Import(name = "timeoutMinutes")
    private final @Nullable Output<Integer> timeoutMinutes;

    @Import(name = "queuedTimeoutMinutes")
    private final @Nullable Output<Integer> queuedTimeoutMinutes;

    @Import(name = "concurrentBuildLimit")
    private final @Nullable Output<Integer> concurrentBuildLimit;

    @Import(name = "cacheModes")
    private final @Nullable List<String> cacheModes;

    @Import(name = "buildspec")
    private final @Nullable Output<String> buildspec;

    @Import(name = "dockerfile")
    private final @Nullable Output<String> dockerfile;

    @Import(name = "context")
    private final @Nullable Output<String> context;

    @Import(name = "buildArguments")
    private final @Nullable Output<Map<String, String>> buildArguments;

    @Import(name = "environmentVariables")
    private final @Nullable Output<List<BuildVariableArgs>> environmentVariables;

    @Import(name = "dockerHubSecret")
    private final @Nullable String dockerHubSecret;

    @Import(name = "secretKeyArns")
    private final @Nullable Output<List<String>> secretKeyArns;

    @Import(name = "logRetentionDays")
    private final @Nullable Output<Integer> logRetentionDays;

    @Import(name = "scope")
    private final @Nullable Output<ScopeArgs> scope;

    @Import(name = "tags")
    private final @Nullable Output<List<TagArgs>> tags;

    @SuppressWarnings("UnusedMethod") // the component host makes the object by reflection, then fills its fields
    private ContainerBuildArgs() {
        this(new Builder());
    }

    private ContainerBuildArgs(Builder builder) {
        this.projectName = builder.projectName;
        this.repositoryName = builder.repositoryName;
        this.containerName = builder.containerName;
        this.artifactBucketName = builder.artifactBucketName;
        this.keyArn = builder.keyArn;
        this.imageTagMutability = builder.imageTagMutability;
        this.movingTags = builder.movingTags;
        this.scanOnPush = builder.scanOnPush;
        this.keepTaggedImages = builder.keepTaggedImages;
        this.expireUntaggedAfterDays = builder.expireUntaggedAfterDays;
        this.forceDelete = builder.forceDelete;
        this.image = builder.image;
        this.computeType = builder.computeType;
        this.timeoutMinutes = builder.timeoutMinutes;
        this.queuedTimeoutMinutes = builder.queuedTimeoutMinutes;
        this.concurrentBuildLimit = builder.concurrentBuildLimit;
        this.cacheModes = builder.cacheModes;
        this.buildspec = builder.buildspec;
        this.dockerfile = builder.dockerfile;
        this.context = builder.context;
        this.buildArguments = builder.buildArguments;
        this.environmentVariables = builder.environmentVariables;
        this.dockerHubSecret = builder.dockerHubSecret;
        this.secretKeyArns = builder.secretKeyArns;
        this.logRetentionDays = builder.logRetentionDays;
        this.scope = builder.scope;
        this.tags = builder.tags;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the CodeBuild project; without it the name of the component. */
    public Optional<Output<String>> projectName() {
        return Optional.ofNullable(projectName);
    }

    /** Name of the ECR repository that is created. */
    public Output<String> repositoryName() {
        return Objects.requireNonNull(repositoryName, "repositoryName");
    }

    /** Name of the container that gets the image, as in the task definition. */
    public Output<String> containerName() {
        return Objects.requireNonNull(containerName, "containerName");
    }

    /** Name of the bucket that pipelines keep artifacts in. */
    public Output<String> artifactBucketName() {
        return Objects.requireNonNull(artifactBucketName, "artifactBucketName");
    }

    /**
     * Key that encrypts artifacts, images and logs. Its policy lets CloudWatch Logs use it, as the one of
     * ArtifactStore does.
     */
    public Output<String> keyArn() {
        return Objects.requireNonNull(keyArn, "keyArn");
    }

    /**
     * IMMUTABLE or MUTABLE; without it IMMUTABLE. The provider cannot declare IMMUTABLE_WITH_EXCLUSION, see
     * MovingTags.
     */
    public String imageTagMutability() {
        return imageTagMutability == null ? ImageTagMutability.IMMUTABLE.word() : imageTagMutability;
    }

    /** Tags that every build moves to its image, such as latest; they need MUTABLE. Without it none. */
    public List<String> movingTags() {
        return movingTags == null ? List.of() : movingTags;
    }

    /** Whether ECR scans what is pushed; without it it does. */
    public Output<Boolean> scanOnPush() {
        return scanOnPush == null ? Output.of(true) : scanOnPush;
    }

    /** How many tagged images are kept; without it 30. */
    public Output<Integer> keepTaggedImages() {
        return keepTaggedImages == null ? Output.of(30) : keepTaggedImages;
    }

    /** Days until an image without a tag expires; without it 7. */
    public Output<Integer> expireUntaggedAfterDays() {
        return expireUntaggedAfterDays == null ? Output.of(7) : expireUntaggedAfterDays;
    }

    /** True: a destroy deletes the repository with its images. Without it the destroy fails while there are any. */
    public Output<Boolean> forceDelete() {
        return forceDelete == null ? Output.of(false) : forceDelete;
    }

    /** Image that the build runs in, x86_64 with Docker; without it the current Amazon Linux one. */
    public Output<String> image() {
        return image == null ? Output.of("aws/codebuild/amazonlinux-x86_64-standard:6.0") : image;
    }

    /** Size of the machine: BUILD_GENERAL1_SMALL to BUILD_GENERAL1_2XLARGE; without it BUILD_GENERAL1_SMALL. */
    public Output<String> computeType() {
        return computeType == null ? Output.of(ComputeType.SMALL.word()) : computeType;
    }

    /** Minutes, 5 to 2160, that a build may take; without it 30. */
    public Output<Integer> timeoutMinutes() {
        return timeoutMinutes == null ? Output.of(30) : timeoutMinutes;
    }

    /** Minutes, 5 to 480, that a build may wait; without it 60. */
    public Output<Integer> queuedTimeoutMinutes() {
        return queuedTimeoutMinutes == null ? Output.of(60) : queuedTimeoutMinutes;
    }

    /** Builds that may run at once; without it the quota of the account. */
    public Optional<Output<Integer>> concurrentBuildLimit() {
        return Optional.ofNullable(concurrentBuildLimit);
    }

    /** LOCAL_DOCKER_LAYER_CACHE, LOCAL_SOURCE_CACHE, LOCAL_CUSTOM_CACHE; without it the first two. Empty: no cache. */
    public List<String> cacheModes() {
        return cacheModes == null ? List.of(CacheMode.DOCKER_LAYER.word(), CacheMode.SOURCE.word()) : cacheModes;
    }

    /** Path of a buildspec in the source, or the buildspec itself; without it the standard container build. */
    public Optional<Output<String>> buildspec() {
        return Optional.ofNullable(buildspec);
    }

    /** Dockerfile, a path in the source; without it Dockerfile. */
    public Output<String> dockerfile() {
        return dockerfile == null ? Output.of("Dockerfile") : dockerfile;
    }

    /** Folder in the source that Docker builds; without it the top. */
    public Output<String> context() {
        return context == null ? Output.of(".") : context;
    }

    /** Arguments of the Dockerfile by name, for docker build --build-arg; without it none. Own buildspecs find them as BUILD_ARG_NAME. */
    public Output<Map<String, String>> buildArguments() {
        return buildArguments == null ? Output.of(Map.of()) : buildArguments;
    }

    /** More environment variables; without it none. */
    public Output<List<BuildVariableArgs>> environmentVariables() {
        return environmentVariables == null ? Output.of(List.of()) : environmentVariables;
    }

    /** Secret with the JSON keys username and password for Docker Hub; without it pulls are anonymous. */
    public Optional<String> dockerHubSecret() {
        return Optional.ofNullable(dockerHubSecret);
    }

    /** Keys of the secrets, when they are not under the key aws/secretsmanager; without it none. */
    public Output<List<String>> secretKeyArns() {
        return secretKeyArns == null ? Output.of(List.of()) : secretKeyArns;
    }

    /** Days that logs are kept, a number that CloudWatch Logs knows; without it 30. */
    public Output<Integer> logRetentionDays() {
        return logRetentionDays == null ? Output.of(30) : logRetentionDays;
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
        private @Nullable Output<String> projectName;
        private @Nullable Output<String> repositoryName;
        private @Nullable Output<String> containerName;
        private @Nullable Output<String> artifactBucketName;
        private @Nullable Output<String> keyArn;
        private @Nullable String imageTagMutability;
        private @Nullable List<String> movingTags;
        private @Nullable Output<Boolean> scanOnPush;
        private @Nullable Output<Integer> keepTaggedImages;
        private @Nullable Output<Integer> expireUntaggedAfterDays;
        private @Nullable Output<Boolean> forceDelete;
        private @Nullable Output<String> image;
        private @Nullable Output<String> computeType;
        private @Nullable Output<Integer> timeoutMinutes;
        private @Nullable Output<Integer> queuedTimeoutMinutes;
        private @Nullable Output<Integer> concurrentBuildLimit;
        private @Nullable List<String> cacheModes;
        private @Nullable Output<String> buildspec;
        private @Nullable Output<String> dockerfile;
        private @Nullable Output<String> context;
        private @Nullable Output<Map<String, String>> buildArguments;
        private @Nullable Output<List<BuildVariableArgs>> environmentVariables;
        private @Nullable String dockerHubSecret;
        private @Nullable Output<List<String>> secretKeyArns;
        private @Nullable Output<Integer> logRetentionDays;
        private @Nullable Output<ScopeArgs> scope;
        private @Nullable Output<List<TagArgs>> tags;

        private Builder() {}

        /** Name of the CodeBuild project; without it the name of the component. */
        public Builder projectName(Output<String> value) {
            this.projectName = value;
            return this;
        }

        /** Name of the CodeBuild project; without it the name of the component. */
        public Builder projectName(String value) {
            return projectName(Output.of(value));
        }

        /** Name of the ECR repository that is created. */
        public Builder repositoryName(Output<String> value) {
            this.repositoryName = value;
            return this;
        }

        /** Name of the ECR repository that is created. */
        public Builder repositoryName(String value) {
            return repositoryName(Output.of(value));
        }

        /** Name of the container that gets the image, as in the task definition. */
        public Builder containerName(Output<String> value) {
            this.containerName = value;
            return this;
        }

        /** Name of the container that gets the image, as in the task definition. */
        public Builder containerName(String value) {
            return containerName(Output.of(value));
        }

        /** Name of the bucket that pipelines keep artifacts in. */
        public Builder artifactBucketName(Output<String> value) {
            this.artifactBucketName = value;
            return this;
        }

        /** Name of the bucket that pipelines keep artifacts in. */
        public Builder artifactBucketName(String value) {
            return artifactBucketName(Output.of(value));
        }

        /**
         * Key that encrypts artifacts, images and logs. Its policy lets CloudWatch Logs use it, as the one of
         * ArtifactStore does.
         */
        public Builder keyArn(Output<String> value) {
            this.keyArn = value;
            return this;
        }

        /**
         * Key that encrypts artifacts, images and logs. Its policy lets CloudWatch Logs use it, as the one of
         * ArtifactStore does.
         */
        public Builder keyArn(String value) {
            return keyArn(Output.of(value));
        }

        /**
         * IMMUTABLE or MUTABLE; without it IMMUTABLE. The provider cannot declare IMMUTABLE_WITH_EXCLUSION, see
         * MovingTags.
         */
        public Builder imageTagMutability(String value) {
            this.imageTagMutability = value;
            return this;
        }

        /** Tags that every build moves to its image, such as latest; they need MUTABLE. Without it none. */
        public Builder movingTags(List<String> value) {
            this.movingTags = value;
            return this;
        }

        /** Whether ECR scans what is pushed; without it it does. */
        public Builder scanOnPush(Output<Boolean> value) {
            this.scanOnPush = value;
            return this;
        }

        /** Whether ECR scans what is pushed; without it it does. */
        public Builder scanOnPush(Boolean value) {
            return scanOnPush(Output.of(value));
        }

        /** How many tagged images are kept; without it 30. */
        public Builder keepTaggedImages(Output<Integer> value) {
            this.keepTaggedImages = value;
            return this;
        }

        /** How many tagged images are kept; without it 30. */
        public Builder keepTaggedImages(Integer value) {
            return keepTaggedImages(Output.of(value));
        }

        /** Days until an image without a tag expires; without it 7. */
        public Builder expireUntaggedAfterDays(Output<Integer> value) {
            this.expireUntaggedAfterDays = value;
            return this;
        }

        /** Days until an image without a tag expires; without it 7. */
        public Builder expireUntaggedAfterDays(Integer value) {
            return expireUntaggedAfterDays(Output.of(value));
        }

        /**
         * True: a destroy deletes the repository with its images. Without it the destroy fails while there are any.
         */
        public Builder forceDelete(Output<Boolean> value) {
            this.forceDelete = value;
            return this;
        }

        /**
         * True: a destroy deletes the repository with its images. Without it the destroy fails while there are any.
         */
        public Builder forceDelete(Boolean value) {
            return forceDelete(Output.of(value));
        }

        /** Image that the build runs in, x86_64 with Docker; without it the current Amazon Linux one. */
        public Builder image(Output<String> value) {
            this.image = value;
            return this;
        }

        /** Image that the build runs in, x86_64 with Docker; without it the current Amazon Linux one. */
        public Builder image(String value) {
            return image(Output.of(value));
        }

        /** Size of the machine: BUILD_GENERAL1_SMALL to BUILD_GENERAL1_2XLARGE; without it BUILD_GENERAL1_SMALL. */
        public Builder computeType(Output<String> value) {
            this.computeType = value;
            return this;
        }

        /** Size of the machine: BUILD_GENERAL1_SMALL to BUILD_GENERAL1_2XLARGE; without it BUILD_GENERAL1_SMALL. */
        public Builder computeType(String value) {
            return computeType(Output.of(value));
        }

        /** Minutes, 5 to 2160, that a build may take; without it 30. */
        public Builder timeoutMinutes(Output<Integer> value) {
            this.timeoutMinutes = value;
            return this;
        }

        /** Minutes, 5 to 2160, that a build may take; without it 30. */
        public Builder timeoutMinutes(Integer value) {
            return timeoutMinutes(Output.of(value));
        }

        /** Minutes, 5 to 480, that a build may wait; without it 60. */
        public Builder queuedTimeoutMinutes(Output<Integer> value) {
            this.queuedTimeoutMinutes = value;
            return this;
        }

        /** Minutes, 5 to 480, that a build may wait; without it 60. */
        public Builder queuedTimeoutMinutes(Integer value) {
            return queuedTimeoutMinutes(Output.of(value));
        }

        /** Builds that may run at once; without it the quota of the account. */
        public Builder concurrentBuildLimit(Output<Integer> value) {
            this.concurrentBuildLimit = value;
            return this;
        }

        /** Builds that may run at once; without it the quota of the account. */
        public Builder concurrentBuildLimit(Integer value) {
            return concurrentBuildLimit(Output.of(value));
        }

        /**
         * LOCAL_DOCKER_LAYER_CACHE, LOCAL_SOURCE_CACHE, LOCAL_CUSTOM_CACHE; without it the first two. Empty: no
         * cache.
         */
        public Builder cacheModes(List<String> value) {
            this.cacheModes = value;
            return this;
        }

        /** Path of a buildspec in the source, or the buildspec itself; without it the standard container build. */
        public Builder buildspec(Output<String> value) {
            this.buildspec = value;
            return this;
        }

        /** Path of a buildspec in the source, or the buildspec itself; without it the standard container build. */
        public Builder buildspec(String value) {
            return buildspec(Output.of(value));
        }

        /** Dockerfile, a path in the source; without it Dockerfile. */
        public Builder dockerfile(Output<String> value) {
            this.dockerfile = value;
            return this;
        }

        /** Dockerfile, a path in the source; without it Dockerfile. */
        public Builder dockerfile(String value) {
            return dockerfile(Output.of(value));
        }

        /** Folder in the source that Docker builds; without it the top. */
        public Builder context(Output<String> value) {
            this.context = value;
            return this;
        }

        /** Folder in the source that Docker builds; without it the top. */
        public Builder context(String value) {
            return context(Output.of(value));
        }

        /** Arguments of the Dockerfile by name, for docker build --build-arg; without it none. */
        public Builder buildArguments(Output<Map<String, String>> value) {
            this.buildArguments = value;
            return this;
        }

        /** Arguments of the Dockerfile by name, for docker build --build-arg; without it none. */
        public Builder buildArguments(Map<String, String> value) {
            return buildArguments(Output.of(value));
        }

        /** More environment variables; without it none. */
        public Builder environmentVariables(Output<List<BuildVariableArgs>> value) {
            this.environmentVariables = value;
            return this;
        }

        /** More environment variables; without it none. */
        public Builder environmentVariables(List<BuildVariableArgs> value) {
            return environmentVariables(Output.of(value));
        }

        /** Secret with the JSON keys username and password for Docker Hub; without it pulls are anonymous. */
        public Builder dockerHubSecret(String value) {
            this.dockerHubSecret = value;
            return this;
        }

        /** Keys of the secrets, when they are not under the key aws/secretsmanager; without it none. */
        public Builder secretKeyArns(Output<List<String>> value) {
            this.secretKeyArns = value;
            return this;
        }

        /** Keys of the secrets, when they are not under the key aws/secretsmanager; without it none. */
        public Builder secretKeyArns(List<String> value) {
            return secretKeyArns(Output.of(value));
        }

        /** Days that logs are kept, a number that CloudWatch Logs knows; without it 30. */
        public Builder logRetentionDays(Output<Integer> value) {
            this.logRetentionDays = value;
            return this;
        }

        /** Days that logs are kept, a number that CloudWatch Logs knows; without it 30. */
        public Builder logRetentionDays(Integer value) {
            return logRetentionDays(Output.of(value));
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
            return artifactBucketName(store.bucketName()).keyArn(store.keyArn());
        }

        /** Tags of every resource that can have tags. */
        public Builder tags(Map<String, String> values) {
            return tags(TagArgs.of(values));
        }

        /**
         * The arguments.
         *
         * @throws MissingRequiredPropertyException when one of repositoryName, containerName, artifactBucketName,
         *     keyArn is not set
         */
        public ContainerBuildArgs build() {
            if (repositoryName == null) {
                throw new MissingRequiredPropertyException("ContainerBuildArgs", "repositoryName");
            }
            if (containerName == null) {
                throw new MissingRequiredPropertyException("ContainerBuildArgs", "containerName");
            }
            if (artifactBucketName == null) {
                throw new MissingRequiredPropertyException("ContainerBuildArgs", "artifactBucketName");
            }
            if (keyArn == null) {
                throw new MissingRequiredPropertyException("ContainerBuildArgs", "keyArn");
            }
            return new ContainerBuildArgs(this);
        }
    }
}
