package dev.slipway.local.cloud.codebuild.execution.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A build to run: the project's settings with StartBuild's overrides applied, except for the environment, whose order of precedence
 * needs both.
 *
 * @param project name of the project
 * @param uuid the build's own part of its id
 * @param arn the build's ARN
 * @param number the project's count of builds
 * @param initiator who started it, such as {@code codepipeline/NAME}
 * @param region the project's region
 * @param image name of the build image; local builds run on this machine's own tools
 * @param privileged whether the build may use Docker
 * @param source the primary source
 * @param secondarySources the others
 * @param buildspec inline text, or a path in the source, or null for {@code buildspec.yml}
 * @param projectVariables the project's variables
 * @param overrideVariables StartBuild's variables
 * @param webhookVariables {@code CODEBUILD_WEBHOOK_*}, for builds that a webhook started
 * @param outputs where artifacts go; empty for NO_ARTIFACTS
 * @param cache the project's cache
 * @param timeout how long the build may take once it runs
 * @param queuedTimeout how long it may wait for its turn
 * @param concurrentBuildLimit how many builds of the project may be active at once, or null
 * @param kmsKeyId key that artifacts are encrypted with
 * @param logStream name of the log stream
 */
public record BuildRequest(
        String project,
        String uuid,
        String arn,
        long number,
        String initiator,
        String region,
        String image,
        boolean privileged,
        BuildSource source,
        List<BuildSource> secondarySources,
        @Nullable String buildspec,
        List<EnvironmentVariable> projectVariables,
        List<EnvironmentVariable> overrideVariables,
        Map<String, String> webhookVariables,
        List<ArtifactOutput> outputs,
        CacheSettings cache,
        Duration timeout,
        Duration queuedTimeout,
        @Nullable Integer concurrentBuildLimit,
        String kmsKeyId,
        String logStream) {
    public BuildRequest {
        Objects.requireNonNull(arn);
        Objects.requireNonNull(initiator);
        Objects.requireNonNull(region);
        Objects.requireNonNull(image);
        Objects.requireNonNull(source);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(queuedTimeout);
        Objects.requireNonNull(kmsKeyId);
        Objects.requireNonNull(logStream);
        if (!project.matches("[A-Za-z0-9][A-Za-z0-9\\-_]{1,254}")) {
            throw new IllegalArgumentException(
                    "project: got '" + project + "', expected 2 to 255 letters, digits, hyphens and underscores");
        }
        if (!uuid.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("uuid: got '" + uuid + "', expected a UUID");
        }
        if (concurrentBuildLimit != null && concurrentBuildLimit < 1) {
            throw new IllegalArgumentException(
                    "concurrent build limit: got " + concurrentBuildLimit + ", expected 1 or more");
        }
        secondarySources = List.copyOf(secondarySources);
        projectVariables = List.copyOf(projectVariables);
        overrideVariables = List.copyOf(overrideVariables);
        webhookVariables = Collections.unmodifiableMap(new LinkedHashMap<>(webhookVariables));
        outputs = List.copyOf(outputs);
    }

    /** The build's id: {@code project:uuid}. */
    public String id() {
        return project + ":" + uuid;
    }
}
