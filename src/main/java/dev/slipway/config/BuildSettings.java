package dev.slipway.config;

import dev.slipway.blueprint.BuildArgumentName;
import dev.slipway.blueprint.BuildImage;
import dev.slipway.blueprint.BuildVariableName;
import dev.slipway.blueprint.BuildVariables;
import dev.slipway.blueprint.CacheMode;
import dev.slipway.blueprint.ComputeType;
import dev.slipway.blueprint.EcrRepositoryName;
import dev.slipway.blueprint.FailureAction;
import dev.slipway.blueprint.ImageTag;
import dev.slipway.blueprint.ImageTagMutability;
import dev.slipway.blueprint.KeyArn;
import dev.slipway.blueprint.LogRetentionDays;
import dev.slipway.blueprint.MovingTags;
import dev.slipway.blueprint.RepositoryPath;
import dev.slipway.blueprint.RetryMode;
import dev.slipway.blueprint.SecretReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service's image is built and kept. */
public record BuildSettings(
        @Setting("Name of the ECR repository; without it PROJECT-STACK/SERVICE.") @Nullable
                EcrRepositoryName repositoryName,
        @Setting(
                        value =
                                "IMMUTABLE: a tag names the same image for ever. MUTABLE: a push may move it, as movingTags need.",
                        standard = "\"IMMUTABLE\"",
                        see = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html")
                ImageTagMutability imageTagMutability,
        @Setting(
                        value =
                                "Tags that every build moves to its image, such as latest. They need imageTagMutability MUTABLE.",
                        standard = "[]")
                List<ImageTag> movingTags,
        @Setting(value = "Whether ECR scans every image that is pushed for known vulnerabilities.", standard = "true")
                boolean scanOnPush,
        @Setting(
                        value = "How many tagged images are kept; older ones expire.",
                        standard = "30",
                        least = 1,
                        greatest = 1000)
                int keepTaggedImages,
        @Setting(value = "Days until an image without a tag expires.", standard = "7", least = 1, greatest = 365)
                int expireUntaggedAfterDays,
        @Setting(
                        value =
                                "true: a destroy deletes the ECR repository with its images. false: it fails while there are images.",
                        standard = "false")
                boolean forceDelete,
        @Setting(
                        value = "Image that the build runs in; x86_64 with Docker.",
                        standard = "\"aws/codebuild/amazonlinux-x86_64-standard:6.0\"",
                        see = "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html")
                BuildImage image,
        @Setting(
                        value = "Size of the machine that builds.",
                        standard = "\"BUILD_GENERAL1_SMALL\"",
                        see = "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html")
                ComputeType computeType,
        @Setting(value = "Minutes that a build may take.", standard = "30", least = 5, greatest = 2160)
                int timeoutMinutes,
        @Setting(value = "Minutes that a build may wait for a machine.", standard = "60", least = 5, greatest = 480)
                int queuedTimeoutMinutes,
        @Setting(
                        value = "Builds of the service that may run at once; without it the account's quota.",
                        least = 1,
                        greatest = 1000)
                @Nullable
                Integer concurrentBuildLimit,
        @Setting(
                        value =
                                "What a build machine keeps for the next build; [] for nothing. Best effort: AWS may give another machine.",
                        standard = "[\"LOCAL_DOCKER_LAYER_CACHE\", \"LOCAL_SOURCE_CACHE\"]",
                        see = "https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html")
                List<CacheMode> cacheModes,
        @Setting("The service's own buildspec, a path in its repository; without it the standard container build.")
                @Nullable
                RepositoryPath buildspec,
        @Setting(value = "Dockerfile, a path in the repository.", standard = "\"Dockerfile\"")
                RepositoryPath dockerfile,
        @Setting(value = "Folder in the repository that Docker builds.", standard = "\".\"") RepositoryPath context,
        @Setting(
                        value =
                                "Arguments of the Dockerfile, for docker build --build-arg. Everybody who may see the project or the image can read them.",
                        standard = "{}",
                        see = "https://docs.docker.com/reference/dockerfile/#arg")
                @Keys(BuildArgumentName.class)
                Map<String, String> arguments,
        @Setting(
                        value = "Environment variables of the build. Everybody who may see the project can read them.",
                        standard = "{}")
                @Keys(BuildVariableName.class)
                Map<String, String> environment,
        @Setting(
                        value =
                                "Environment variables from Secrets Manager: variable to NAME-or-ARN[:JSON-KEY[:STAGE[:VERSION]]].",
                        standard = "{}",
                        see = "https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html")
                @Keys(BuildVariableName.class)
                Map<String, SecretReference> secrets,
        @Setting(
                        "Secret with the JSON keys username and password for Docker Hub, against its pull limits; without it pulls are anonymous.")
                @Nullable
                SecretReference dockerHubSecret,
        @Setting(
                        value =
                                "KMS keys of the secrets; only for secrets that are not under the key aws/secretsmanager.",
                        standard = "[]")
                List<KeyArn> secretKeyArns,
        @Setting(value = "Days that the logs of builds are kept.", standard = "30") LogRetentionDays logRetentionDays,
        @Setting(
                        value = "What the build stage does by itself when it fails.",
                        standard = "\"NONE\"",
                        see = "https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-retry.html")
                FailureAction onFailure,
        @Setting(value = "What an automatic retry of the build stage runs again.", standard = "\"FAILED_ACTIONS\"")
                RetryMode retryMode) {
    public BuildSettings {
        movingTags(imageTagMutability, movingTags);
        variables(environment, secrets);
        dockerHub(dockerHubSecret);
    }

    @Rule({"imageTagMutability", "movingTags"})
    static void movingTags(ImageTagMutability imageTagMutability, List<ImageTag> movingTags) {
        MovingTags.require(
                imageTagMutability, movingTags.stream().map(ImageTag::value).toList());
    }

    @Rule({"environment", "secrets"})
    static void variables(Map<String, String> environment, Map<String, SecretReference> secrets) {
        var both = secrets.keySet().stream().filter(environment::containsKey).toList();
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "got the variable %s in environment and in secrets, expected it in one of them"
                            .formatted(String.join(", ", both)));
        }
    }

    @Rule("dockerHubSecret")
    static void dockerHub(@Nullable SecretReference dockerHubSecret) {
        if (dockerHubSecret != null) {
            BuildVariables.requireWithoutKey(dockerHubSecret);
        }
    }
}
