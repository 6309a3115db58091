package dev.slipway.local.cloud.ecs.scheduler;

/** What the container health checks of a task say together. */
public enum ContainerHealth {
    /** No container of the task defines a check. */
    NONE,
    /** Checks have not decided yet. */
    UNKNOWN,
    /** Every essential container with a check passes. */
    HEALTHY,
    /** An essential container fails its check. */
    UNHEALTHY
}
