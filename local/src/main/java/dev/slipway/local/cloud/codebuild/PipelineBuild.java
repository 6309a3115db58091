package dev.slipway.local.cloud.codebuild;

import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.signature.Credential;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A build that an action of a pipeline asks for. What the project says about sources and artifacts does not count.
 *
 * @param region region of the project
 * @param project name of the project
 * @param token names the request: the same token gives the build that was started before
 * @param initiator {@code codepipeline/} and the pipeline's name
 * @param primary the artifact in {@code CODEBUILD_SRC_DIR}
 * @param secondary the other input artifacts, by name; each lies in {@code CODEBUILD_SRC_DIR_NAME}
 * @param outputs where the zip of each output artifact goes, by name; a single one is the build's primary artifact, of several each has
 *     the identifier of its name
 * @param environment variables of the action, with everything that the pipeline resolves already resolved
 * @param buildspecOverride buildspec or its path, which replaces that of the project; empty for none
 * @param resolvedVersion what {@code CODEBUILD_RESOLVED_SOURCE_VERSION} says, a commit for instance; empty when the source has none
 * @param encryptionKey key that output artifacts are encrypted with; empty for the default one of S3
 * @param caller session of the pipeline's or the action's role, which is asked for {@code codebuild:StartBuild}
 */
public record PipelineBuild(
        String region,
        String project,
        String token,
        String initiator,
        S3Location primary,
        Map<String, S3Location> secondary,
        Map<String, S3Location> outputs,
        List<EnvironmentVariable> environment,
        String buildspecOverride,
        String resolvedVersion,
        String encryptionKey,
        Credential caller) {
    /** Copies its collections, whose order is kept. */
    public PipelineBuild {
        secondary = Collections.unmodifiableMap(new LinkedHashMap<>(secondary));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        environment = List.copyOf(environment);
    }
}
