package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;

/**
 * The ECS service scheduler for rolling deployments: a pure function of a service, its tasks and the clock.
 *
 * <p>It promises: while healthy tasks exist, it never stops one below the minimum healthy percent; it never launches
 * above the maximum percent; with a circuit breaker every deployment ends; the same input gives the same decision.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html">Rolling update</a>
 */
public final class Scheduler {
    private final Duration unchecked;
    private final Identifiers identifiers;

    /**
     * Makes a scheduler.
     *
     * @param unchecked how long a task without any health check has to be RUNNING before it counts as healthy; 40
     *     seconds on ECS
     * @param identifiers where new ids come from
     */
    public Scheduler(Duration unchecked, Identifiers identifiers) {
        if (unchecked.isNegative()) {
            throw new IllegalArgumentException(
                    "wait for tasks without health check is %s, expected zero or more".formatted(unchecked));
        }
        this.unchecked = unchecked;
        this.identifiers = identifiers;
    }

    /** Decides what to do now. */
    public Decision decide(ServiceState state, Observation observation) {
        return new Round(state, observation, unchecked, identifiers).run();
    }
}
