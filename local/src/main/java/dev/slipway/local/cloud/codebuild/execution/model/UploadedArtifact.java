package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Objects;

/**
 * An output that was uploaded.
 *
 * @param identifier empty for the primary output
 * @param location ARN of the object, or of the prefix of many objects
 * @param md5sum of the zip, in hexadecimal; empty for many objects
 * @param sha256sum of the zip, in hexadecimal; empty for many objects
 */
public record UploadedArtifact(String identifier, String location, String md5sum, String sha256sum) {
    public UploadedArtifact {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(location);
        Objects.requireNonNull(md5sum);
        Objects.requireNonNull(sha256sum);
    }
}
