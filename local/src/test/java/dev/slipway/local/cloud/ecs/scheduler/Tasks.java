package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Observed tasks for tests. */
final class Tasks {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration UNCHECKED = Duration.ofSeconds(40);
    static final String OLD = "ecs-svc/1";
    static final String NEW = "ecs-svc/2";

    private Tasks() {}

    static ObservedTask task(
            String id,
            String deployment,
            TaskStatus status,
            ContainerHealth container,
            TargetHealth target,
            @Nullable Instant runningSince) {
        return new ObservedTask(id, deployment, status, false, false, container, target, "", NOW, runningSince);
    }

    static ObservedTask healthy(String id, String deployment) {
        return task(
                id, deployment, TaskStatus.RUNNING, ContainerHealth.NONE, TargetHealth.HEALTHY, NOW.minusSeconds(60));
    }

    static ObservedTask undecided(String id, String deployment) {
        return task(
                id, deployment, TaskStatus.RUNNING, ContainerHealth.NONE, TargetHealth.INITIAL, NOW.minusSeconds(1));
    }

    static ObservedTask pending(String id, String deployment) {
        return task(id, deployment, TaskStatus.PENDING, ContainerHealth.NONE, TargetHealth.INITIAL, null);
    }

    static ObservedTask unhealthyTarget(String id, String deployment) {
        return new ObservedTask(
                id,
                deployment,
                TaskStatus.RUNNING,
                false,
                false,
                ContainerHealth.NONE,
                TargetHealth.UNHEALTHY,
                "is unhealthy in (target-group tg) due to (reason Health checks failed with these codes: [500])",
                NOW,
                NOW.minusSeconds(60));
    }

    static ObservedTask failedToStart(String id, String deployment, String reason) {
        return new ObservedTask(
                id,
                deployment,
                TaskStatus.STOPPED,
                true,
                true,
                ContainerHealth.NONE,
                TargetHealth.NONE,
                reason,
                NOW,
                null);
    }

    static ServiceState rolling(int desired, DeploymentConfiguration configuration) {
        var first = Deployment.begin(OLD, "web:1", NOW.minusSeconds(600));
        var done = new CompletedDeployment(OLD, "web:1");
        var state = ServiceState.create("web", desired, configuration, Duration.ZERO, first);
        var completed = new ServiceState(
                state.name(),
                state.status(),
                state.desiredCount(),
                state.configuration(),
                state.healthCheckGracePeriod(),
                java.util.List.of(first.announcedWith(java.util.Set.of())
                        .ended(RolloutState.COMPLETED, "ECS deployment ecs-svc/1 completed.", NOW.minusSeconds(500))),
                done,
                true,
                java.util.Set.of());
        return completed.deploy(Deployment.begin(NEW, "web:2", NOW), NOW);
    }
}
