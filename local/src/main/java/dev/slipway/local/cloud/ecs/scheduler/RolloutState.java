package dev.slipway.local.cloud.ecs.scheduler;

/**
 * How far the rollout of a deployment is, in ECS's words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">Deployment</a>
 */
public enum RolloutState {
    /** Tasks are being replaced, or the bake time runs. */
    IN_PROGRESS,
    /** The service reached a steady state with this deployment. */
    COMPLETED,
    /** The circuit breaker or an alarm ended the deployment; it launches no more tasks. */
    FAILED
}
