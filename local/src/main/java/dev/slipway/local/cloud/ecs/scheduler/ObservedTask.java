package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the scheduler sees it.
 *
 * @param id the task's id, the last part of its ARN
 * @param deploymentId deployment that launched it
 * @param lastStatus where it is
 * @param stopping whether it was told to stop
 * @param failed whether it stopped though nobody asked
 * @param containerHealth what its container health checks say
 * @param targetHealth what the load balancer says
 * @param detail why it stopped or is unhealthy, in ECS's words; empty when there is nothing to say
 * @param createdAt when it was accepted
 * @param runningSince when it became RUNNING; null when it never did
 */
public record ObservedTask(
        String id,
        String deploymentId,
        TaskStatus lastStatus,
        boolean stopping,
        boolean failed,
        ContainerHealth containerHealth,
        TargetHealth targetHealth,
        String detail,
        Instant createdAt,
        @Nullable Instant runningSince) {
    /** A stopped task that failed, or any other; nothing else can have failed. */
    public ObservedTask {
        if (failed && lastStatus != TaskStatus.STOPPED) {
            throw new IllegalArgumentException("task %s is %s and failed, expected STOPPED".formatted(id, lastStatus));
        }
    }

    /** Whether the service wants it, and it runs or is about to. */
    boolean wanted() {
        return !stopping && lastStatus.countsAgainstCeiling();
    }

    /**
     * Whether it counts towards the minimum healthy percent: its checks pass, or, without any, it has been RUNNING for
     * the given time.
     */
    boolean healthy(Instant now, Duration unchecked) {
        if (lastStatus != TaskStatus.RUNNING || stopping || runningSince == null) {
            return false;
        }
        if (containerHealth == ContainerHealth.NONE && targetHealth == TargetHealth.NONE) {
            return !now.isBefore(runningSince.plus(unchecked));
        }
        return (containerHealth == ContainerHealth.NONE || containerHealth == ContainerHealth.HEALTHY)
                && (targetHealth == TargetHealth.NONE || targetHealth == TargetHealth.HEALTHY);
    }

    /** Whether a check failed after the grace period. */
    boolean unhealthy(Instant now, Duration gracePeriod) {
        if (lastStatus != TaskStatus.RUNNING || stopping || runningSince == null) {
            return false;
        }
        return (containerHealth == ContainerHealth.UNHEALTHY || targetHealth == TargetHealth.UNHEALTHY)
                && !now.isBefore(runningSince.plus(gracePeriod));
    }
}
