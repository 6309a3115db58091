package dev.slipway.local.cloud.ecs.scheduler;

/** The status of a service, in ECS's words. */
public enum ServiceStatus {
    /** Runs its desired count of tasks. */
    ACTIVE,
    /** Deleted; its tasks are stopping. */
    DRAINING,
    /** Deleted, and no task is left. */
    INACTIVE
}
