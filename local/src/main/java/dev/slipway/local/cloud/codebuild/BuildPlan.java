package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import dev.slipway.local.cloud.codebuild.execution.model.CacheSettings;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.role.SourcePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one build is to do.
 *
 * @param region region of the project
 * @param uuid the build's own part of its id
 * @param number the project's count of builds
 * @param initiator who started it
 * @param settings the project with what StartBuild overrides
 * @param variables variables that count more than the project's
 * @param sources all sources, the primary one first
 * @param outputs where artifacts go
 */
record BuildPlan(
        String region,
        String uuid,
        long number,
        String initiator,
        ObjectNode settings,
        List<EnvironmentVariable> variables,
        List<SourcePlan> sources,
        List<ArtifactOutput> outputs) {
    private static final String DEFAULT_KEY = "alias/aws/s3";
    /** S3 has no empty folder for a cache without prefix. */
    private static final String CACHE_PREFIX = "cache";

    BuildPlan {
        variables = List.copyOf(variables);
        sources = List.copyOf(sources);
        outputs = List.copyOf(outputs);
    }

    /** A build by StartBuild. */
    static BuildPlan of(
            String region, String uuid, long number, String initiator, ObjectNode settings, JsonNode input) {
        if (settings.at("/source/type").asText().equals("CODEPIPELINE")) {
            throw new AwsException(
                    ProjectRules.INVALID,
                    "Project %s has source type CODEPIPELINE: only a pipeline starts its builds, unless sourceTypeOverride and artifactsOverride are given"
                            .formatted(text(settings, "name")));
        }
        var sources = new ArrayList<SourcePlan>();
        sources.add(source(settings.path("source"), "", text(settings, "sourceVersion")));
        for (var source : settings.path("secondarySources")) {
            var identifier = text(source, "sourceIdentifier");
            var version = StreamSupport.stream(
                            settings.path("secondarySourceVersions").spliterator(), false)
                    .filter(one -> text(one, "sourceIdentifier").equals(identifier))
                    .map(one -> text(one, "sourceVersion"))
                    .findFirst()
                    .orElse("");
            sources.add(source(source, identifier, version));
        }
        var outputs = new ArrayList<ArtifactOutput>();
        output(settings.path("artifacts"), "", settings).ifPresent(outputs::add);
        settings.path("secondaryArtifacts").forEach(one -> output(one, text(one, "artifactIdentifier"), settings)
                .ifPresent(outputs::add));
        return new BuildPlan(
                region,
                uuid,
                number,
                initiator,
                settings,
                variables(input.path("environmentVariablesOverride")),
                sources,
                outputs);
    }

    /** A build for a pipeline. */
    static BuildPlan of(PipelineBuild build, String uuid, long number, ObjectNode settings) {
        var sources = new ArrayList<SourcePlan>();
        sources.add(source("", build.primary(), build.resolvedVersion()));
        build.secondary().forEach((name, location) -> sources.add(source(name, location, "")));
        var single = build.outputs().size() == 1;
        var outputs = build.outputs().entrySet().stream()
                .map(one -> ArtifactOutput.ofPipeline(
                        single ? "" : one.getKey(),
                        one.getValue().bucket(),
                        one.getValue().key()))
                .toList();
        return new BuildPlan(
                build.region(), uuid, number, build.initiator(), settings, build.environment(), sources, outputs);
    }

    private static SourcePlan source(String identifier, S3Location location, String resolved) {
        return new SourcePlan(
                identifier,
                "CODEPIPELINE",
                location.bucket() + "/" + location.key(),
                "",
                resolved.isEmpty() ? null : resolved,
                0);
    }

    private static SourcePlan source(JsonNode source, String identifier, String version) {
        return new SourcePlan(
                identifier,
                text(source, "type"),
                text(source, "location"),
                version,
                null,
                source.path("gitCloneDepth").asInt());
    }

    private static Optional<ArtifactOutput> output(JsonNode artifacts, String identifier, ObjectNode settings) {
        if (!text(artifacts, "type").equals("S3")) {
            return Optional.empty();
        }
        var name = text(artifacts, "name");
        return Optional.of(new ArtifactOutput(
                identifier,
                text(artifacts, "location"),
                text(artifacts, "path"),
                name.isEmpty() ? text(settings, "name") : name,
                text(artifacts, "packaging").equals("ZIP")
                        ? ArtifactOutput.Packaging.ZIP
                        : ArtifactOutput.Packaging.NONE,
                text(artifacts, "namespaceType").equals("BUILD_ID")
                        ? ArtifactOutput.Namespace.BUILD_ID
                        : ArtifactOutput.Namespace.NONE,
                artifacts.path("overrideArtifactName").asBoolean()));
    }

    static List<EnvironmentVariable> variables(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> new EnvironmentVariable(
                        text(one, "name"),
                        EnvironmentVariable.Type.valueOf(one.path("type").asText("PLAINTEXT")),
                        text(one, "value")))
                .toList();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }

    String project() {
        return text(settings, "name");
    }

    String id() {
        return project() + ":" + uuid;
    }

    String arn() {
        return "arn:aws:codebuild:%s:%s:build/%s".formatted(region, Call.ACCOUNT, id());
    }

    /** The log group, or null when CloudWatch Logs is disabled. */
    @Nullable
    String logGroup() {
        var logs = settings.at("/logsConfig/cloudWatchLogs");
        if (text(logs, "status").equals("DISABLED")) {
            return null;
        }
        var group = text(logs, "groupName");
        return group.isEmpty() ? "/aws/codebuild/" + project() : group;
    }

    String logStream() {
        var prefix = text(settings.at("/logsConfig/cloudWatchLogs"), "streamName");
        return prefix.isEmpty() ? uuid : prefix + "/" + uuid;
    }

    /** The key that artifacts are encrypted with, or null to leave that to the bucket. */
    @Nullable
    String artifactKey() {
        var key = text(settings, "encryptionKey");
        return key.isEmpty()
                        || key.endsWith(DEFAULT_KEY)
                        || settings.at("/artifacts/encryptionDisabled").asBoolean()
                ? null
                : key;
    }

    private Set<CacheSettings.Mode> modes() {
        var modes = EnumSet.noneOf(CacheSettings.Mode.class);
        settings.at("/cache/modes").forEach(mode -> modes.add(CacheSettings.Mode.valueOf(mode.asText())));
        return modes;
    }

    private CacheSettings cache(long generation) {
        return switch (text(settings.path("cache"), "type")) {
            case "LOCAL" -> new CacheSettings(modes(), null, generation);
            case "S3" -> {
                var location = text(settings.path("cache"), "location").replaceFirst("^arn:aws[\\w-]*:s3:::", "");
                var parts = location.replaceFirst("/+$", "").split("/", 2);
                var prefix = parts.length < 2 ? CACHE_PREFIX : parts[1];
                var key = generation == 0 ? prefix : prefix + "/" + generation;
                yield new CacheSettings(Set.of(), new S3Location(parts[0], key), generation);
            }
            default -> CacheSettings.NO_CACHE;
        };
    }

    /**
     * What the engine is to run.
     *
     * @param cacheGeneration how often the project's caches were invalidated
     */
    BuildRequest request(long cacheGeneration) {
        var environment = settings.path("environment");
        var secondary = sources.stream().skip(1).map(SourcePlan::source).toList();
        BuildSource primary = sources.get(0).source();
        return new BuildRequest(
                project(),
                uuid,
                arn(),
                number,
                initiator,
                region,
                text(environment, "image"),
                environment.path("privilegedMode").asBoolean(),
                primary,
                secondary,
                settings.at("/source/buildspec").asText(null),
                variables(environment.path("environmentVariables")),
                variables,
                Map.of(),
                outputs,
                cache(cacheGeneration),
                Duration.ofMinutes(settings.path("timeoutInMinutes").asInt()),
                Duration.ofMinutes(settings.path("queuedTimeoutInMinutes").asInt()),
                settings.has("concurrentBuildLimit")
                        ? settings.path("concurrentBuildLimit").asInt()
                        : null,
                text(settings, "encryptionKey"),
                logStream());
    }
}
