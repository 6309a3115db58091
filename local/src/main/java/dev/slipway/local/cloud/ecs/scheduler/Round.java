package dev.slipway.local.cloud.ecs.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One decision in the making: the steps of {@link Scheduler#decide} in their order. */
final class Round {
    private static final int FAILURES_BEFORE_WAITING = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ServiceState before;
    private final Observation observation;
    private final Instant now;
    private final Duration unchecked;
    private final Identifiers identifiers;

    private final List<Action> actions = new ArrayList<>();
    private final List<Deployment> deployments;
    private final Set<String> accounted = new HashSet<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private @Nullable CompletedDeployment lastCompleted;
    private ServiceStatus status;
    private boolean steady;
    private int launched;

    Round(ServiceState before, Observation observation, Duration unchecked, Identifiers identifiers) {
        this.before = before;
        this.observation = observation;
        this.now = observation.now();
        this.unchecked = unchecked;
        this.identifiers = identifiers;
        this.deployments = new ArrayList<>(before.deployments());
        this.lastCompleted = before.lastCompleted();
        this.status = before.status();
        this.steady = before.steady();
    }

    Decision run() {
        if (status == ServiceStatus.ACTIVE) {
            announcePrimary();
            noteProgress();
            accountForFailures();
            stopUnhealthy();
            endFailedDeployment();
            stopReplaced();
            stopSurplus();
            launchMissing();
            dropReplaced();
            settle();
        } else {
            drain();
        }
        return new Decision(
                new ServiceState(
                        before.name(),
                        status,
                        before.desiredCount(),
                        before.configuration(),
                        before.healthCheckGracePeriod(),
                        deployments,
                        lastCompleted,
                        steady,
                        accounted),
                actions);
    }

    private void announcePrimary() {
        var primary = primary();
        if (primary.announced()) {
            return;
        }
        deployments.set(0, primary.announcedWith(firing(Set.of())));
        var bounds = before.configuration();
        var replaces = observation.tasks().stream().anyMatch(ObservedTask::wanted);
        if (replaces && bounds.floor(before.desiredCount()) >= bounds.ceiling(before.desiredCount())) {
            tell(ServiceEvents.noRoom(before.name()));
        }
        actions.add(new Action.Publish(
                DeploymentStateChange.SERVICE_DEPLOYMENT_IN_PROGRESS, primary.id(), primary.rolloutStateReason()));
    }

    private void noteProgress() {
        for (var i = 0; i < deployments.size(); i++) {
            var deployment = deployments.get(i);
            if (!deployment.reachedRunning() && tasksOf(deployment).stream().anyMatch(t -> t.runningSince() != null)) {
                deployments.set(i, deployment.reached());
            }
            if (deployment.recentFailures() > 0 && tasksOf(deployment).stream().anyMatch(this::healthy)) {
                deployments.set(i, deployments.get(i).recovered());
            }
        }
    }

    private void accountForFailures() {
        for (var task : observation.tasks()) {
            if (!task.failed()) {
                continue;
            }
            accounted.add(task.id());
            if (before.accounted().contains(task.id())) {
                continue;
            }
            if (task.runningSince() == null) {
                tell(ServiceEvents.unableToPlace(before.name(), task.detail()));
            }
            countFailure(task.deploymentId());
        }
    }

    private void countFailure(String deploymentId) {
        for (var i = 0; i < deployments.size(); i++) {
            if (deployments.get(i).id().equals(deploymentId)) {
                deployments.set(i, deployments.get(i).withFailure(now));
                if (deployments.get(i).recentFailures() == FAILURES_BEFORE_WAITING + 1) {
                    tell(ServiceEvents.unableToStartConsistently(before.name()));
                }
            }
        }
    }

    private void stopUnhealthy() {
        for (var task : observation.tasks()) {
            if (!task.unhealthy(now, before.healthCheckGracePeriod())) {
                continue;
            }
            if (task.containerHealth() == ContainerHealth.UNHEALTHY) {
                tell(ServiceEvents.failedContainerHealthChecks(before.name(), task.id()));
                stop(List.of(task), "Task failed container health checks");
            } else {
                tell(ServiceEvents.unhealthyTarget(before.name(), task.id(), task.detail()));
                stop(List.of(task), "Task failed ELB health checks: " + task.detail());
            }
            countFailure(task.deploymentId());
        }
    }

    private void endFailedDeployment() {
        var primary = primary();
        if (primary.rolloutState() != RolloutState.IN_PROGRESS) {
            return;
        }
        var breaker = before.configuration().circuitBreaker();
        var alarms = before.configuration().alarms();
        if (breaker.enable() && primary.failedTasks() >= breaker.threshold(before.desiredCount())) {
            fail(primary, "ECS deployment circuit breaker", "tasks failed to start", breaker.rollback());
        } else if (alarms.enable() && !firing(primary.ignoredAlarms()).isEmpty()) {
            fail(primary, "ECS deployment alarms", "alarm detected", alarms.rollback());
        }
    }

    private void fail(Deployment primary, String by, String cause, boolean rollback) {
        var failed = primary.ended(RolloutState.FAILED, "%s: %s.".formatted(by, cause), now);
        deployments.set(0, failed);
        tell(ServiceEvents.deploymentFailed(before.name(), primary.id(), cause));
        actions.add(new Action.Publish(
                DeploymentStateChange.SERVICE_DEPLOYMENT_FAILED, failed.id(), failed.rolloutStateReason()));
        var target = lastCompleted;
        if (!rollback || target == null || primary.rollback()) {
            return;
        }
        tell(ServiceEvents.rollingBack(before.name(), target.id()));
        var reason = "%s: rolling back to deploymentId %s.".formatted(by, target.id());
        deployments.set(0, failed.superseded(now));
        deployments.add(0, Deployment.rollbackTo(target, identifiers.deployment(), reason, now));
        announcePrimary();
    }

    private void stopReplaced() {
        var primary = primary();
        if (primary.rolloutState() == RolloutState.FAILED) {
            return;
        }
        var old = observation.tasks().stream()
                .filter(this::wanted)
                .filter(task -> !task.deploymentId().equals(primary.id()))
                .toList();
        stopKeepingFloor(old);
    }

    private void stopSurplus() {
        var own = observation.tasks().stream()
                .filter(this::wanted)
                .filter(task -> primary().rolloutState() == RolloutState.FAILED
                        || task.deploymentId().equals(primary().id()))
                .sorted(Comparator.comparing(this::healthy)
                        .thenComparing(ObservedTask::createdAt, Comparator.reverseOrder())
                        .thenComparing(ObservedTask::id))
                .toList();
        var surplus = own.size() - before.desiredCount();
        if (surplus > 0) {
            stopKeepingFloor(own.subList(0, surplus));
        }
    }

    /**
     * Tasks on their way to RUNNING go at once; of the healthy ones as many as the floor allows; and the ones whose
     * checks have not decided, after a restart of the cloud for example, once enough others are healthy.
     */
    private void stopKeepingFloor(List<ObservedTask> candidates) {
        var floor = before.configuration().floor(before.desiredCount());
        var spare = observation.tasks().stream()
                        .filter(this::wanted)
                        .filter(this::healthy)
                        .count()
                - floor;
        var undecidedMayGo = spare >= 0;
        var chosen = new ArrayList<ObservedTask>();
        for (var task : candidates) {
            if (task.lastStatus().pending()) {
                chosen.add(task);
            } else if (!healthy(task)) {
                if (undecidedMayGo) {
                    chosen.add(task);
                }
            } else if (spare > 0) {
                spare--;
                chosen.add(task);
            }
        }
        stop(
                chosen,
                "Scaling activity initiated by (deployment %s)"
                        .formatted(primary().id()));
    }

    private void launchMissing() {
        var primary = primary();
        if (primary.rolloutState() == RolloutState.FAILED || waiting(primary)) {
            return;
        }
        var own = observation.tasks().stream()
                .filter(this::wanted)
                .filter(task -> task.deploymentId().equals(primary.id()))
                .count();
        // A task that was told to stop in this round still runs: it counts until it is seen to have gone on.
        var counted = observation.tasks().stream()
                .filter(task -> task.lastStatus().countsAgainstCeiling())
                .count();
        var room = before.configuration().ceiling(before.desiredCount()) - counted;
        var count = (int) Math.min(before.desiredCount() - own, room);
        if (count <= 0) {
            return;
        }
        var ids = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            ids.add(identifiers.task());
        }
        launched = count;
        actions.add(new Action.Launch(primary.id(), ids));
        tell(ServiceEvents.started(before.name(), ids));
    }

    /** A circuit breaker ends failing launches by itself; without one they slow down, as ECS's do. */
    private boolean waiting(Deployment deployment) {
        var lastFailure = deployment.lastFailureAt();
        var beyond = deployment.recentFailures() - FAILURES_BEFORE_WAITING;
        var ended = before.configuration().circuitBreaker().enable()
                && deployment.rolloutState() == RolloutState.IN_PROGRESS;
        if (ended || lastFailure == null || beyond <= 0) {
            return false;
        }
        var wait = Duration.ofSeconds(1L << Math.min(beyond, 6));
        return now.isBefore(lastFailure.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    }

    private void dropReplaced() {
        deployments.removeIf(deployment -> deployment.status() != DeploymentStatus.PRIMARY
                && tasksOf(deployment).stream().allMatch(task -> task.lastStatus() == TaskStatus.STOPPED));
    }

    private void settle() {
        var primary = primary();
        var own = tasksOf(primary).stream()
                .filter(this::wanted)
                .filter(this::healthy)
                .count();
        var others = observation.tasks().stream()
                .filter(task -> !task.deploymentId().equals(primary.id()))
                .anyMatch(task -> task.lastStatus().countsAgainstCeiling());
        var reached = launched == 0 && stopped.isEmpty() && !others && own == before.desiredCount();
        if (!reached) {
            deployments.set(0, primary.scaled(null));
            steady = false;
            return;
        }
        var since = primary.scaledSince() == null ? now : primary.scaledSince();
        deployments.set(0, primary.scaled(since));
        if (primary.rolloutState() == RolloutState.IN_PROGRESS) {
            var alarms = before.configuration().alarms();
            if (alarms.enable() && now.isBefore(since.plus(alarms.bakeTime()))) {
                return;
            }
            complete(deployments.get(0));
        }
        if (!steady && primary().rolloutState() == RolloutState.COMPLETED) {
            steady = true;
            tell(ServiceEvents.steadyState(before.name()));
        }
    }

    private void complete(Deployment primary) {
        var done = primary.ended(RolloutState.COMPLETED, "ECS deployment %s completed.".formatted(primary.id()), now);
        deployments.set(0, done);
        lastCompleted = new CompletedDeployment(done.id(), done.taskDefinition());
        tell(ServiceEvents.deploymentCompleted(before.name(), done.id()));
        actions.add(new Action.Publish(
                DeploymentStateChange.SERVICE_DEPLOYMENT_COMPLETED, done.id(), done.rolloutStateReason()));
    }

    private void drain() {
        steady = false;
        stop(observation.tasks().stream().filter(this::wanted).toList(), "Service deleted");
        if (observation.tasks().stream().allMatch(task -> task.lastStatus() == TaskStatus.STOPPED)) {
            status = ServiceStatus.INACTIVE;
        }
    }

    private void stop(List<ObservedTask> tasks, String reason) {
        var ids = new ArrayList<String>();
        for (var task : tasks) {
            if (stopped.add(task.id())) {
                ids.add(task.id());
                actions.add(new Action.Stop(task.id(), reason));
            }
        }
        if (!ids.isEmpty()) {
            tell(ServiceEvents.stopped(before.name(), ids));
        }
    }

    private Set<String> firing(Set<String> ignored) {
        var firing = new TreeSet<String>(before.configuration().alarms().alarmNames());
        firing.retainAll(observation.alarmsInAlarm());
        firing.removeAll(ignored);
        return firing;
    }

    private boolean wanted(ObservedTask task) {
        return task.wanted() && !stopped.contains(task.id());
    }

    private boolean healthy(ObservedTask task) {
        return task.healthy(now, unchecked);
    }

    private Deployment primary() {
        return deployments.get(0);
    }

    private List<ObservedTask> tasksOf(Deployment deployment) {
        return observation.tasks().stream()
                .filter(task -> task.deploymentId().equals(deployment.id()))
                .toList();
    }

    private void tell(String message) {
        actions.add(new Action.Tell(message));
    }
}
