package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.balancer.LoadBalancers;
import dev.slipway.local.cloud.ecs.balancer.Target;
import dev.slipway.local.cloud.ecs.health.CheckState;
import dev.slipway.local.cloud.ecs.health.CheckState.Verdict;
import dev.slipway.local.cloud.ecs.scheduler.ContainerHealth;
import dev.slipway.local.cloud.ecs.scheduler.ObservedTask;
import dev.slipway.local.cloud.ecs.scheduler.TargetHealth;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the record of a task into what the scheduler sees. Called while the controller's lock is held. */
final class TaskObserver {
    private final LoadBalancers balancers;

    TaskObserver(LoadBalancers balancers) {
        this.balancers = balancers;
    }

    ObservedTask observe(TaskRecord task, Map<String, CheckState> health) {
        var target = targetHealth(task);
        return new ObservedTask(
                task.id,
                task.deploymentId,
                task.lastStatus,
                task.stopping,
                task.failed && task.lastStatus == TaskStatus.STOPPED,
                containerHealth(task, health),
                target,
                target == TargetHealth.UNHEALTHY ? unhealthyDetail(task) : task.stoppedReason,
                task.createdAt,
                task.startedAt);
    }

    /** The health of the essential containers that have a check. */
    static ContainerHealth containerHealth(TaskRecord task, Map<String, CheckState> health) {
        var definition = task.definition;
        if (definition == null) {
            return ContainerHealth.UNKNOWN;
        }
        var verdicts = new ArrayList<Verdict>();
        for (var container : definition.containers()) {
            if (container.healthCheck() != null && container.essential()) {
                verdicts.add(health.getOrDefault(container.name(), CheckState.INITIAL)
                        .verdict());
            }
        }
        if (verdicts.isEmpty()) {
            return ContainerHealth.NONE;
        }
        if (verdicts.contains(Verdict.UNHEALTHY)) {
            return ContainerHealth.UNHEALTHY;
        }
        return verdicts.contains(Verdict.INITIAL) ? ContainerHealth.UNKNOWN : ContainerHealth.HEALTHY;
    }

    private TargetHealth targetHealth(TaskRecord task) {
        if (task.targets.isEmpty()) {
            return TargetHealth.NONE;
        }
        var all = TargetHealth.HEALTHY;
        for (var registration : registrations(task)) {
            var verdict = balancers
                    .health(registration.targetGroupArn(), registration.target())
                    .verdict();
            if (verdict == Verdict.UNHEALTHY) {
                return TargetHealth.UNHEALTHY;
            }
            if (verdict == Verdict.INITIAL) {
                all = TargetHealth.INITIAL;
            }
        }
        return all;
    }

    private String unhealthyDetail(TaskRecord task) {
        for (var registration : registrations(task)) {
            var state = balancers.health(registration.targetGroupArn(), registration.target());
            if (state.verdict() == Verdict.UNHEALTHY) {
                return "(port %d) is unhealthy in (target-group %s) due to (reason %s)"
                        .formatted(
                                registration.target().containerPort(), registration.targetGroupArn(), state.detail());
            }
        }
        return "is unhealthy";
    }

    /**
     * A target of a task in one of its groups.
     *
     * @param targetGroupArn the group
     * @param target the target
     */
    record Registration(String targetGroupArn, Target target) {}

    /** The targets of a task; their ports are known once its containers run. */
    static List<Registration> registrations(TaskRecord task) {
        var registrations = new ArrayList<Registration>();
        for (var target : task.targets) {
            var container = task.container(target.containerName());
            var port = container == null ? null : container.ports.get(target.containerPort());
            registrations.add(new Registration(
                    target.targetGroupArn(), new Target(task.id, port == null ? 0 : port, target.containerPort())));
        }
        return registrations;
    }
}
