package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Objects;

/**
 * Where an output goes.
 *
 * @param identifier empty for the primary output, else that of the buildspec's secondary artifact
 * @param bucket bucket
 * @param path for a pipeline's output the whole key; else the part of the key before the name, may be empty
 * @param name the last part of the key, may be empty for a pipeline's output
 * @param packaging one zip, or every file for itself
 * @param namespace whether the build's id is a part of the key
 * @param nameFromBuildspec {@code overrideArtifactName}: whether a name in the buildspec counts
 */
public record ArtifactOutput(
        String identifier,
        String bucket,
        String path,
        String name,
        Packaging packaging,
        Namespace namespace,
        boolean nameFromBuildspec) {
    /** How the files are put. */
    public enum Packaging {
        NONE,
        ZIP
    }

    /** Whether builds share a key. */
    public enum Namespace {
        NONE,
        BUILD_ID
    }

    public ArtifactOutput {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(path);
        Objects.requireNonNull(name);
        Objects.requireNonNull(packaging);
        Objects.requireNonNull(namespace);
        if (path.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException("got neither path nor name, expected at least one");
        }
    }

    /** An output of a pipeline's action: one zip under the key that the pipeline chose. */
    public static ArtifactOutput ofPipeline(String identifier, String bucket, String key) {
        return new ArtifactOutput(identifier, bucket, key, "", Packaging.ZIP, Namespace.NONE, false);
    }
}
