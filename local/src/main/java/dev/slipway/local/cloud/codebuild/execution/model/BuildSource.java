package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Objects;

/**
 * One source of a build.
 *
 * @param identifier empty for the primary source, else the source's identifier or the name of a pipeline's input artifact
 * @param repositoryUrl URL of the repository; empty under pipelines
 * @param version what was asked for: a commit, a branch, or under pipelines the artifact's S3 ARN; may be empty
 */
public record BuildSource(String identifier, String repositoryUrl, String version) {
    public BuildSource {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(repositoryUrl);
        Objects.requireNonNull(version);
    }
}
