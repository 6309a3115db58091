package dev.slipway.local.cloud.codebuild.execution.artifact;

/** A build left nothing to upload for one of its outputs. */
public final class NoArtifactException extends Exception {
    private static final long serialVersionUID = 1;

    NoArtifactException(String message) {
        super(message);
    }
}
