package dev.slipway.local.cloud.codebuild.execution.model;

/** The status of a build or of one of its phases. */
public enum BuildStatus {
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    /** The engine failed, not the build. */
    FAULT,
    TIMED_OUT,
    STOPPED
}
