package dev.slipway.local.cloud.ecs.scheduler;

/**
 * The place of a deployment in its service, in ECS's words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">Deployment</a>
 */
public enum DeploymentStatus {
    /** The newest deployment; every service has exactly one. */
    PRIMARY,
    /** An older deployment that still has tasks. */
    ACTIVE,
    /** Completely replaced; no longer listed. */
    INACTIVE
}
