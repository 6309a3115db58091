package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of a service.
 *
 * @param id {@code ecs-svc/NUMBER}
 * @param status PRIMARY for the newest, else ACTIVE
 * @param taskDefinition ARN of the revision that its tasks run
 * @param failedTasks tasks that failed since it began; the circuit breaker counts these
 * @param recentFailures failures since a task of it was last healthy; they slow launches down
 * @param lastFailureAt when a task of it last failed
 * @param reachedRunning whether a task of it was ever RUNNING
 * @param rolloutState how far it is
 * @param rolloutStateReason why, in ECS's words
 * @param createdAt when it began
 * @param updatedAt when it last changed
 * @param scaledSince since when all its tasks are healthy and no older task is left; null before
 * @param ignoredAlarms alarms that were on when it began, and are ignored for it
 * @param rollback whether it was started to undo a failed one; such a deployment is not rolled back again
 * @param announced whether its start was told to EventBridge
 */
public record Deployment(
        String id,
        DeploymentStatus status,
        String taskDefinition,
        int failedTasks,
        int recentFailures,
        @Nullable Instant lastFailureAt,
        boolean reachedRunning,
        RolloutState rolloutState,
        String rolloutStateReason,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant scaledSince,
        Set<String> ignoredAlarms,
        boolean rollback,
        boolean announced) {
    /** Copies the set and checks the id. */
    public Deployment {
        ignoredAlarms = Set.copyOf(ignoredAlarms);
        if (!id.matches("ecs-svc/[0-9]+")) {
            throw new IllegalArgumentException("deployment id is \"%s\", expected ecs-svc/NUMBER".formatted(id));
        }
    }

    /** A deployment that begins now, as the PRIMARY one. */
    public static Deployment begin(String id, String taskDefinition, Instant now) {
        return new Deployment(
                id,
                DeploymentStatus.PRIMARY,
                taskDefinition,
                0,
                0,
                null,
                false,
                RolloutState.IN_PROGRESS,
                "ECS deployment %s in progress.".formatted(id),
                now,
                now,
                null,
                Set.of(),
                false,
                false);
    }

    /** The rollback of a failed deployment to a completed one: a new deployment of the old revision. */
    static Deployment rollbackTo(CompletedDeployment target, String id, String reason, Instant now) {
        var fresh = begin(id, target.taskDefinition(), now);
        return new Deployment(
                id,
                fresh.status,
                fresh.taskDefinition,
                0,
                0,
                null,
                false,
                fresh.rolloutState,
                reason,
                now,
                now,
                null,
                Set.of(),
                true,
                false);
    }

    /** The same deployment, replaced by a newer PRIMARY one. */
    public Deployment superseded(Instant now) {
        return new Deployment(
                id,
                DeploymentStatus.ACTIVE,
                taskDefinition,
                failedTasks,
                recentFailures,
                lastFailureAt,
                reachedRunning,
                rolloutState,
                rolloutStateReason,
                createdAt,
                now,
                scaledSince,
                ignoredAlarms,
                rollback,
                announced);
    }

    Deployment announcedWith(Set<String> alarmsAlreadyOn) {
        return new Deployment(
                id,
                status,
                taskDefinition,
                failedTasks,
                recentFailures,
                lastFailureAt,
                reachedRunning,
                rolloutState,
                rolloutStateReason,
                createdAt,
                updatedAt,
                scaledSince,
                alarmsAlreadyOn,
                rollback,
                true);
    }

    Deployment reached() {
        return new Deployment(
                id,
                status,
                taskDefinition,
                failedTasks,
                recentFailures,
                lastFailureAt,
                true,
                rolloutState,
                rolloutStateReason,
                createdAt,
                updatedAt,
                scaledSince,
                ignoredAlarms,
                rollback,
                announced);
    }

    Deployment withFailure(Instant now) {
        var counted = rolloutState == RolloutState.IN_PROGRESS ? failedTasks + 1 : failedTasks;
        return new Deployment(
                id,
                status,
                taskDefinition,
                counted,
                recentFailures + 1,
                now,
                reachedRunning,
                rolloutState,
                rolloutStateReason,
                createdAt,
                now,
                null,
                ignoredAlarms,
                rollback,
                announced);
    }

    Deployment recovered() {
        return new Deployment(
                id,
                status,
                taskDefinition,
                failedTasks,
                0,
                lastFailureAt,
                reachedRunning,
                rolloutState,
                rolloutStateReason,
                createdAt,
                updatedAt,
                scaledSince,
                ignoredAlarms,
                rollback,
                announced);
    }

    Deployment scaled(@Nullable Instant since) {
        return new Deployment(
                id,
                status,
                taskDefinition,
                failedTasks,
                recentFailures,
                lastFailureAt,
                reachedRunning,
                rolloutState,
                rolloutStateReason,
                createdAt,
                updatedAt,
                since,
                ignoredAlarms,
                rollback,
                announced);
    }

    Deployment ended(RolloutState state, String reason, Instant now) {
        return new Deployment(
                id,
                status,
                taskDefinition,
                failedTasks,
                recentFailures,
                lastFailureAt,
                reachedRunning,
                state,
                reason,
                createdAt,
                now,
                scaledSince,
                ignoredAlarms,
                rollback,
                announced);
    }
}
