package dev.slipway.local.cloud.codebuild.execution.model;

/**
 * The phases of a build, in their order.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_BuildPhase.html">BuildPhase</a>
 */
public enum PhaseType {
    SUBMITTED,
    QUEUED,
    PROVISIONING,
    DOWNLOAD_SOURCE,
    INSTALL,
    PRE_BUILD,
    BUILD,
    POST_BUILD,
    UPLOAD_ARTIFACTS,
    FINALIZING,
    COMPLETED
}
