package dev.slipway.local.cloud.ecs.scheduler;

/** What the load balancer's health checks say of a task in all its target groups together. */
public enum TargetHealth {
    /** The service has no load balancer. */
    NONE,
    /** Registered; checks have not decided yet. */
    INITIAL,
    /** Passes in every target group. */
    HEALTHY,
    /** Fails in one target group. */
    UNHEALTHY
}
