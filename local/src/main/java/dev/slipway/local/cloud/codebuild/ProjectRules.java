package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.VariableName;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What CodeBuild asks of a project beyond its model.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html">CreateProject</a>
 */
final class ProjectRules {
    static final String INVALID = "InvalidInputException";
    private static final String CODEPIPELINE = "CODEPIPELINE";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]{1,127}");
    private static final Set<String> LINUX = Set.of("LINUX_CONTAINER", "LINUX_GPU_CONTAINER", "ARM_CONTAINER");

    private final ServiceRoles roles;
    private final Network network;

    ProjectRules(ServiceRoles roles, Network network) {
        this.roles = roles;
        this.network = network;
    }

    void check(Call call, ObjectNode project) {
        checkSettings(project);
        checkNetwork(call, project.path("vpcConfig"));
        checkRole(project);
    }

    /** What can be told from the settings alone, which are a project's, or those of one build. */
    static void checkSettings(ObjectNode project) {
        checkSource("source", project.path("source"));
        checkArtifacts("artifacts", project.path("artifacts"));
        checkPair(project);
        checkSecondary(project.path("secondarySources"), "sourceIdentifier", "secondary source");
        checkSecondary(project.path("secondaryArtifacts"), "artifactIdentifier", "secondary artifact");
        project.path("secondarySources").forEach(source -> checkSource("secondary source", source));
        project.path("secondaryArtifacts").forEach(artifact -> checkArtifacts("secondary artifact", artifact));
        checkEnvironment(project.path("environment"));
        checkCache(project.path("cache"), project.path("environment"));
        checkLogs(project.path("logsConfig"));
        checkLimits(project);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    private static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new AwsException(INVALID, message.formatted(arguments));
        }
    }

    private static void checkSource(String what, JsonNode source) {
        var type = source.path("type").asText();
        var located = !source.path("location").asText().isEmpty();
        if (type.equals(CODEPIPELINE) || type.equals("NO_SOURCE")) {
            require(!located, "Invalid project %s: source type %s takes no location", what, type);
        } else {
            require(located, "Invalid project %s: location must be given for source type %s", what, type);
        }
        if (type.equals("NO_SOURCE")) {
            require(
                    !source.path("buildspec").asText().isEmpty(),
                    "Invalid project %s: source type NO_SOURCE needs a buildspec",
                    what);
        }
        if (type.equals("CODECOMMIT")) {
            require(
                    source.path("location").asText().matches("https?://.+/v1/repos/[\\w.-]+"),
                    "Invalid project %s: location '%s' is not a CodeCommit clone URL over HTTP(S)",
                    what,
                    source.path("location").asText());
        }
        require(
                !source.has("auth") || !Set.of("CODECOMMIT", CODEPIPELINE, "S3").contains(type),
                "Invalid project %s: source type %s takes no auth",
                what,
                type);
    }

    private static void checkArtifacts(String what, JsonNode artifacts) {
        var type = artifacts.path("type").asText();
        var located = !artifacts.path("location").asText().isEmpty();
        if (type.equals("S3")) {
            require(located, "Invalid %s: location must be given for type S3", what);
        } else {
            require(!located, "Invalid %s: type %s takes no location", what, type);
        }
    }

    private static void checkPair(ObjectNode project) {
        var source = project.at("/source/type").asText();
        var artifacts = project.at("/artifacts/type").asText();
        require(
                source.equals(CODEPIPELINE) == artifacts.equals(CODEPIPELINE),
                "Invalid project: source type %s does not go with artifacts type %s: both must be CODEPIPELINE, or neither",
                source,
                artifacts);
        require(
                !project.at("/badge/badgeEnabled").asBoolean()
                        || !Set.of(CODEPIPELINE, "S3").contains(source),
                "Build badges are not supported for source type %s",
                source);
    }

    private static void checkSecondary(JsonNode list, String identifier, String what) {
        var seen = new HashSet<String>();
        for (var item : list) {
            var id = item.path(identifier).asText();
            require(
                    IDENTIFIER.matcher(id).matches(),
                    "Invalid %s: %s '%s' must match %s",
                    what,
                    identifier,
                    id,
                    IDENTIFIER);
            require(seen.add(id), "Invalid %s: %s '%s' stands twice", what, identifier, id);
        }
    }

    private static void checkEnvironment(JsonNode environment) {
        var type = environment.path("type").asText();
        var compute = environment.path("computeType").asText();
        var lambda = type.endsWith("_LAMBDA_CONTAINER");
        require(
                compute.startsWith("BUILD_LAMBDA_") == lambda,
                "Invalid compute type %s for environment type %s",
                compute,
                type);
        require(
                !environment.path("privilegedMode").asBoolean() || LINUX.contains(type),
                "Privileged mode is not supported for environment type %s",
                type);
        var credentials = environment.path("imagePullCredentialsType").asText();
        require(
                !environment.has("registryCredential") || credentials.equals("SERVICE_ROLE"),
                "registryCredential needs imagePullCredentialsType SERVICE_ROLE, got %s",
                credentials);
        require(
                !environment.path("image").asText().startsWith("aws/codebuild/") || credentials.equals("CODEBUILD"),
                "Images of CodeBuild need imagePullCredentialsType CODEBUILD, got %s",
                credentials);
        checkVariables(environment.path("environmentVariables"));
    }

    /** The variables of a project, or those that StartBuild gives. */
    static void checkVariables(JsonNode variables) {
        var seen = new HashSet<String>();
        for (var variable : variables) {
            var name = variable.path("name").asText();
            VariableName.problemToSet(name)
                    .or(() -> EnvironmentVariable.problem(
                            name, variable.path("value").asText()))
                    .ifPresent(problem -> {
                        throw new AwsException(INVALID, "Invalid environment variable: " + problem);
                    });
            require(seen.add(name), "Duplicate environment variable name '%s'", name);
        }
    }

    private static void checkCache(JsonNode cache, JsonNode environment) {
        var type = cache.path("type").asText();
        var modes = StreamSupport.stream(cache.path("modes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        var located = !cache.path("location").asText().isEmpty();
        require(
                located == type.equals("S3"),
                "Invalid cache: a location goes with type S3 and no other, got type %s",
                type);
        require(modes.isEmpty() || type.equals("LOCAL"), "Invalid cache: modes go with type LOCAL, got type %s", type);
        require(
                !type.equals("LOCAL") || !modes.isEmpty(),
                "Invalid cache: at least one mode must be given for type LOCAL");
        require(new HashSet<>(modes).size() == modes.size(), "Invalid cache: a mode stands twice in %s", modes);
        require(
                !modes.contains("LOCAL_DOCKER_LAYER_CACHE")
                        || environment.path("privilegedMode").asBoolean(),
                "Invalid cache: LOCAL_DOCKER_LAYER_CACHE needs privileged mode");
    }

    private static void checkLogs(JsonNode logs) {
        var s3 = logs.path("s3Logs");
        require(
                !s3.path("status").asText().equals("ENABLED")
                        || !s3.path("location").asText().isEmpty(),
                "Invalid logs config: S3 logs need a location");
        var cloudWatch = logs.path("cloudWatchLogs");
        require(
                !cloudWatch.has("streamName") || cloudWatch.has("groupName"),
                "Invalid logs config: a stream name needs a group name");
        require(
                !cloudWatch.has("groupName")
                        || cloudWatch.path("groupName").asText().matches("[\\.\\-_/#A-Za-z0-9]{1,512}"),
                "Invalid logs config: '%s' is not a log group name",
                cloudWatch.path("groupName").asText());
    }

    private static void checkLimits(ObjectNode project) {
        require(
                !project.has("concurrentBuildLimit")
                        || project.path("concurrentBuildLimit").asInt() >= 1,
                "Invalid concurrent build limit %d: it must be at least 1",
                project.path("concurrentBuildLimit").asInt());
        require(
                project.path("autoRetryLimit").asInt() >= 0
                        && project.path("autoRetryLimit").asInt() <= 10,
                "Invalid auto retry limit %d: it must be 0 to 10",
                project.path("autoRetryLimit").asInt());
    }

    private void checkNetwork(Call call, JsonNode vpc) {
        if (vpc.isMissingNode()) {
            return;
        }
        for (var member : List.of("vpcId", "subnets", "securityGroupIds")) {
            require(
                    !vpc.path(member).isEmpty() || !vpc.path(member).asText().isEmpty(),
                    "Invalid vpc config: %s must be given",
                    member);
        }
        var problems = network.problems(call.region(), vpc);
        require(problems.isEmpty(), "Invalid vpc config: %s", String.join("; ", problems));
    }

    private void checkRole(ObjectNode project) {
        var role = project.path("serviceRole").asText();
        require(
                role.matches("arn:aws[\\w-]*:iam::\\d{12}:role/.+"),
                "Invalid service role: '%s' is not the ARN of a role",
                role);
        require(
                roles.trusts(
                        role, "codebuild.amazonaws.com", project.path("arn").asText()),
                "CodeBuild is not authorized to perform: sts:AssumeRole on %s",
                role);
    }
}
