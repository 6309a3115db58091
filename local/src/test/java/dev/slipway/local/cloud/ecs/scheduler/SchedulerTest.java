package dev.slipway.local.cloud.ecs.scheduler;

import static dev.slipway.local.cloud.ecs.scheduler.Tasks.NEW;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.NOW;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.OLD;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.UNCHECKED;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.failedToStart;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.healthy;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.pending;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.rolling;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.task;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.undecided;
import static dev.slipway.local.cloud.ecs.scheduler.Tasks.unhealthyTarget;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each statement of ECS's rolling deployments, one decision each. */
class SchedulerTest {
    private static final CircuitBreaker ROLLBACK = new CircuitBreaker(true, true);
    private static final Action NEW_BEGINS = new Action.Publish(
            DeploymentStateChange.SERVICE_DEPLOYMENT_IN_PROGRESS, NEW, "ECS deployment ecs-svc/2 in progress.");

    private static DeploymentConfiguration bounds(int minimum, int maximum) {
        return new DeploymentConfiguration(minimum, maximum, CircuitBreaker.OFF, DeploymentAlarms.NONE);
    }

    private static DeploymentConfiguration breaker(CircuitBreaker breaker) {
        return new DeploymentConfiguration(100, 200, breaker, DeploymentAlarms.NONE);
    }

    private static Decision decide(ServiceState state, Instant now, Set<String> alarms, List<ObservedTask> tasks) {
        return new Scheduler(UNCHECKED, new CountedIdentifiers()).decide(state, new Observation(tasks, alarms, now));
    }

    private static Decision decide(ServiceState state, ObservedTask... tasks) {
        return decide(state, NOW, Set.of(), List.of(tasks));
    }

    /** The state after the start of the new deployment was told. */
    private static ServiceState announced(ServiceState state) {
        return decide(state, healthy("o", OLD)).state();
    }

    @Test
    void aNewDeploymentIsAnnouncedAndLaunchesUpToTheMaximum() {
        assertThat(decide(rolling(2, bounds(100, 150)), healthy("o1", OLD), healthy("o2", OLD))
                        .actions())
                .containsExactly(
                        NEW_BEGINS,
                        new Action.Launch(NEW, List.of("t1")),
                        new Action.Tell("(service web) has started 1 tasks: (task t1)."));
    }

    @Test
    void boundsThatLeaveNoRoomAreTold() {
        assertThat(decide(rolling(1, bounds(100, 100)), healthy("o1", OLD)).actions())
                .containsExactly(
                        new Action.Tell("(service web) was unable to stop or start tasks during a deployment because"
                                + " of the service deployment configuration. Update the minimumHealthyPercent or"
                                + " maximumPercent value and try again."),
                        NEW_BEGINS);
    }

    static List<Arguments> replacements() {
        return List.of(
                Arguments.of("no healthy new task yet: none stops", 100, 200, 0, List.of()),
                Arguments.of("one healthy new task: one old one stops", 100, 200, 1, List.of("o1")),
                Arguments.of("all new tasks healthy: all old ones stop", 100, 200, 2, List.of("o1", "o2")),
                Arguments.of("half is enough: one stops before any launch", 50, 100, 0, List.of("o1")),
                Arguments.of("none has to stay: all stop at once", 0, 100, 0, List.of("o1", "o2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replacements")
    void oldTasksStopOnlyAsFarAsTheMinimumAllows(
            String name, int minimum, int maximum, int healthyNew, List<String> stopped) {
        var tasks = new java.util.ArrayList<ObservedTask>(List.of(healthy("o1", OLD), healthy("o2", OLD)));
        for (var i = 0; i < healthyNew; i++) {
            tasks.add(healthy("n" + i, NEW));
        }
        var decision = decide(rolling(2, bounds(minimum, maximum)), NOW, Set.of(), tasks);
        assertThat(decision.actions().stream()
                        .filter(Action.Stop.class::isInstance)
                        .map(action -> ((Action.Stop) action).taskId()))
                .as(name)
                .containsExactlyElementsOf(stopped);
    }

    @Test
    void aStoppedOldTaskIsToldWithItsReason() {
        var state = announced(rolling(1, bounds(100, 200)));
        assertThat(decide(state, healthy("o1", OLD), healthy("n1", NEW)).actions())
                .containsExactly(
                        new Action.Stop("o1", "Scaling activity initiated by (deployment ecs-svc/2)"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task o1)."));
    }

    @Test
    void theCompletedDeploymentIsSteadyAndIsWhereARollbackReturnsTo() {
        var decision = decide(announced(rolling(1, bounds(100, 200))), healthy("n1", NEW));
        assertThat(decision.actions())
                .containsExactly(
                        new Action.Tell("(service web) (deployment ecs-svc/2) deployment completed."),
                        new Action.Publish(
                                DeploymentStateChange.SERVICE_DEPLOYMENT_COMPLETED,
                                NEW,
                                "ECS deployment ecs-svc/2 completed."),
                        new Action.Tell("(service web) has reached a steady state."));
        assertThat(decision.state().deployments())
                .extracting(Deployment::id, Deployment::status, Deployment::rolloutState)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(NEW, DeploymentStatus.PRIMARY, RolloutState.COMPLETED));
        assertThat(decision.state().lastCompleted()).isEqualTo(new CompletedDeployment(NEW, "web:2"));
        assertThat(decide(decision.state(), healthy("n1", NEW)).actions()).isEmpty();
    }

    static List<Arguments> counting() {
        return List.of(
                Arguments.of(ContainerHealth.NONE, TargetHealth.NONE, 39, false),
                Arguments.of(ContainerHealth.NONE, TargetHealth.NONE, 40, true),
                Arguments.of(ContainerHealth.HEALTHY, TargetHealth.NONE, 0, true),
                Arguments.of(ContainerHealth.UNKNOWN, TargetHealth.NONE, 100, false),
                Arguments.of(ContainerHealth.NONE, TargetHealth.HEALTHY, 0, true),
                Arguments.of(ContainerHealth.NONE, TargetHealth.INITIAL, 100, false),
                Arguments.of(ContainerHealth.HEALTHY, TargetHealth.INITIAL, 100, false),
                Arguments.of(ContainerHealth.UNKNOWN, TargetHealth.HEALTHY, 100, false),
                Arguments.of(ContainerHealth.HEALTHY, TargetHealth.HEALTHY, 0, true));
    }

    @ParameterizedTest(name = "container {0}, load balancer {1}, {2} s: {3}")
    @MethodSource("counting")
    void aTaskCountsOnceItsChecksPassOrWithoutAnyAfter40Seconds(
            ContainerHealth container, TargetHealth target, int seconds, boolean counts) {
        var task = task("n1", NEW, TaskStatus.RUNNING, container, target, NOW.minusSeconds(seconds));
        var primary = decide(rolling(1, bounds(100, 200)), task).state().primary();
        assertThat(primary.rolloutState()).isEqualTo(counts ? RolloutState.COMPLETED : RolloutState.IN_PROGRESS);
    }

    @Test
    void aTaskThatFailsItsLoadBalancerChecksIsReplacedAndCounted() {
        var decision = decide(announced(rolling(1, bounds(100, 200))), healthy("o1", OLD), unhealthyTarget("n1", NEW));
        assertThat(decision.actions())
                .containsExactly(
                        new Action.Tell("(service web) (task n1) is unhealthy in (target-group tg) due to (reason"
                                + " Health checks failed with these codes: [500])."),
                        new Action.Stop(
                                "n1",
                                "Task failed ELB health checks: is unhealthy in (target-group tg) due to (reason"
                                        + " Health checks failed with these codes: [500])"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task n1)."));
        assertThat(decision.state().primary().failedTasks()).isEqualTo(1);
        assertThat(decision.state().primary().reachedRunning()).isTrue();
    }

    @Test
    void aTaskThatFailsItsContainerChecksIsReplaced() {
        var sick =
                task("n1", NEW, TaskStatus.RUNNING, ContainerHealth.UNHEALTHY, TargetHealth.NONE, NOW.minusSeconds(60));
        assertThat(decide(announced(rolling(1, bounds(100, 200))), healthy("o1", OLD), sick)
                        .actions())
                .containsExactly(
                        new Action.Tell("(service web) (task n1) failed container health checks."),
                        new Action.Stop("n1", "Task failed container health checks"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task n1)."));
    }

    @Test
    void anUnhealthyTaskIsLeftAloneDuringTheGracePeriod() {
        var state = announced(rolling(1, bounds(100, 200))).configure(bounds(100, 200), Duration.ofSeconds(61));
        assertThat(decide(state, healthy("o1", OLD), unhealthyTarget("n1", NEW)).actions())
                .isEmpty();
    }

    @Test
    void aTaskThatCannotStartIsToldAndTriedAgain() {
        var reason = "CannotPullContainerError: manifest unknown";
        assertThat(decide(announced(rolling(1, bounds(100, 200))), healthy("o1", OLD), failedToStart("x", NEW, reason))
                        .actions())
                .containsExactly(
                        new Action.Tell("(service web) was unable to place a task. Reason: " + reason + "."),
                        new Action.Launch(NEW, List.of("t1")),
                        new Action.Tell("(service web) has started 1 tasks: (task t1)."));
    }

    @Test
    void aFailureIsCountedOnce() {
        var state = announced(rolling(1, bounds(100, 200)));
        var once = decide(state, failedToStart("x", NEW, "r")).state();
        var twice = decide(once, failedToStart("x", NEW, "r")).state();
        assertThat(twice.primary().failedTasks()).isEqualTo(1);
    }

    @Test
    void theThirdFailureTripsTheCircuitBreakerAndRollsBack() {
        var decision = decide(
                announced(rolling(1, breaker(ROLLBACK))),
                healthy("o1", OLD),
                failedToStart("a", NEW, "r"),
                failedToStart("b", NEW, "r"),
                failedToStart("c", NEW, "r"));
        assertThat(decision.actions())
                .containsExactly(
                        new Action.Tell("(service web) was unable to place a task. Reason: r."),
                        new Action.Tell("(service web) was unable to place a task. Reason: r."),
                        new Action.Tell("(service web) was unable to place a task. Reason: r."),
                        new Action.Tell(
                                "(service web) (deployment ecs-svc/2) deployment failed: tasks failed to start."),
                        new Action.Publish(
                                DeploymentStateChange.SERVICE_DEPLOYMENT_FAILED,
                                NEW,
                                "ECS deployment circuit breaker: tasks failed to start."),
                        new Action.Tell("(service web) rolling back to deployment ecs-svc/1."),
                        new Action.Publish(
                                DeploymentStateChange.SERVICE_DEPLOYMENT_IN_PROGRESS,
                                "ecs-svc/1001",
                                "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1."),
                        new Action.Launch("ecs-svc/1001", List.of("t1")),
                        new Action.Tell("(service web) has started 1 tasks: (task t1)."));
        assertThat(decision.state().deployments())
                .extracting(Deployment::id, Deployment::status, Deployment::taskDefinition, Deployment::rolloutState)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "ecs-svc/1001", DeploymentStatus.PRIMARY, "web:1", RolloutState.IN_PROGRESS),
                        org.assertj.core.groups.Tuple.tuple(
                                OLD, DeploymentStatus.ACTIVE, "web:1", RolloutState.COMPLETED));
    }

    @Test
    void withoutRollbackTheFailedDeploymentStaysPrimaryAndLaunchesNothing() {
        var state = announced(rolling(1, breaker(new CircuitBreaker(true, false))));
        ObservedTask[] tasks = {
            healthy("o1", OLD), failedToStart("a", NEW, "r"), failedToStart("b", NEW, "r"), failedToStart("c", NEW, "r")
        };
        var failed = decide(state, tasks);
        assertThat(failed.state().deployments())
                .extracting(Deployment::id, Deployment::rolloutState, Deployment::rolloutStateReason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                NEW, RolloutState.FAILED, "ECS deployment circuit breaker: tasks failed to start."),
                        org.assertj.core.groups.Tuple.tuple(
                                OLD, RolloutState.COMPLETED, "ECS deployment ecs-svc/1 completed."));
        assertThat(decide(failed.state(), tasks).actions()).isEmpty();
    }

    @Test
    void aRollbackThatFailsIsNotRolledBackAgain() {
        var state = announced(rolling(1, breaker(ROLLBACK)));
        var rollback = decide(
                        state, failedToStart("a", NEW, "r"), failedToStart("b", NEW, "r"), failedToStart("c", NEW, "r"))
                .state();
        var id = rollback.primary().id();
        var ended = decide(
                        rollback, failedToStart("d", id, "r"), failedToStart("e", id, "r"), failedToStart("f", id, "r"))
                .state();
        assertThat(ended.primary().id()).isEqualTo(id);
        assertThat(ended.primary().rolloutState()).isEqualTo(RolloutState.FAILED);
    }

    @Test
    void theFirstDeploymentHasNothingToRollBackTo() {
        var state =
                ServiceState.create("web", 1, breaker(ROLLBACK), Duration.ZERO, Deployment.begin(OLD, "web:1", NOW));
        var ended = decide(
                        state, failedToStart("a", OLD, "r"), failedToStart("b", OLD, "r"), failedToStart("c", OLD, "r"))
                .state();
        assertThat(ended.deployments())
                .extracting(Deployment::id, Deployment::rolloutState)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(OLD, RolloutState.FAILED));
    }

    @Test
    void withoutCircuitBreakerFailingLaunchesSlowDown() {
        var state = announced(rolling(1, bounds(100, 200)));
        ObservedTask[] tasks = {
            failedToStart("a", NEW, "r"),
            failedToStart("b", NEW, "r"),
            failedToStart("c", NEW, "r"),
            failedToStart("d", NEW, "r")
        };
        var slowed = decide(state, tasks);
        assertThat(slowed.actions())
                .filteredOn(action ->
                        !action.equals(new Action.Tell("(service web) was unable to place a task. Reason: r.")))
                .containsExactly(new Action.Tell("(service web) is unable to consistently start tasks successfully."));
        assertThat(decide(slowed.state(), NOW.plusSeconds(1), Set.of(), List.of(tasks))
                        .actions())
                .isEmpty();
        assertThat(decide(slowed.state(), NOW.plusSeconds(2), Set.of(), List.of(tasks))
                        .actions())
                .containsExactly(
                        new Action.Launch(NEW, List.of("t1")),
                        new Action.Tell("(service web) has started 1 tasks: (task t1)."));
    }

    private static DeploymentConfiguration alarms(Duration bakeTime) {
        return new DeploymentConfiguration(
                100, 200, CircuitBreaker.OFF, new DeploymentAlarms(List.of("errors"), true, true, bakeTime));
    }

    @Test
    void anAlarmDuringTheDeploymentFailsItAndRollsBack() {
        var state = announced(rolling(1, alarms(Duration.ZERO)));
        var decision = decide(state, NOW, Set.of("errors", "other"), List.of(healthy("o1", OLD), pending("n1", NEW)));
        assertThat(decision.actions())
                .containsExactly(
                        new Action.Tell("(service web) (deployment ecs-svc/2) deployment failed: alarm detected."),
                        new Action.Publish(
                                DeploymentStateChange.SERVICE_DEPLOYMENT_FAILED,
                                NEW,
                                "ECS deployment alarms: alarm detected."),
                        new Action.Tell("(service web) rolling back to deployment ecs-svc/1."),
                        new Action.Publish(
                                DeploymentStateChange.SERVICE_DEPLOYMENT_IN_PROGRESS,
                                "ecs-svc/1001",
                                "ECS deployment alarms: rolling back to deploymentId ecs-svc/1."),
                        new Action.Stop("n1", "Scaling activity initiated by (deployment ecs-svc/1001)"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task n1)."));
    }

    @Test
    void anAlarmThatWasOnAtTheStartIsIgnoredForThatDeployment() {
        var state = decide(rolling(1, alarms(Duration.ZERO)), NOW, Set.of("errors"), List.of(healthy("o1", OLD)))
                .state();
        var decision = decide(state, NOW, Set.of("errors"), List.of(healthy("n1", NEW)));
        assertThat(decision.state().primary().rolloutState()).isEqualTo(RolloutState.COMPLETED);
    }

    @Test
    void theBakeTimeDelaysCompletionAndAlarmsStillCount() {
        var state = announced(rolling(1, alarms(Duration.ofMinutes(5))));
        var baking = decide(state, healthy("n1", NEW));
        assertThat(baking.actions()).isEmpty();
        assertThat(baking.state().primary().rolloutState()).isEqualTo(RolloutState.IN_PROGRESS);
        var early = decide(baking.state(), NOW.plusSeconds(299), Set.of(), List.of(healthy("n1", NEW)));
        assertThat(early.state().primary().rolloutState()).isEqualTo(RolloutState.IN_PROGRESS);
        var done = decide(baking.state(), NOW.plusSeconds(300), Set.of(), List.of(healthy("n1", NEW)));
        assertThat(done.state().primary().rolloutState()).isEqualTo(RolloutState.COMPLETED);
        var alarmed = decide(baking.state(), NOW.plusSeconds(299), Set.of("errors"), List.of(healthy("n1", NEW)));
        assertThat(alarmed.state().deployments().get(0).taskDefinition()).isEqualTo("web:1");
    }

    @Test
    void scalingInStopsTheNewestTasksAndUnhealthyOnesFirst() {
        var steady = decide(
                        announced(rolling(3, bounds(100, 200))),
                        healthy("a", NEW),
                        healthy("b", NEW),
                        healthy("c", NEW))
                .state();
        var younger = new ObservedTask(
                "c",
                NEW,
                TaskStatus.RUNNING,
                false,
                false,
                ContainerHealth.NONE,
                TargetHealth.HEALTHY,
                "",
                NOW.plusSeconds(1),
                NOW);
        assertThat(decide(steady.scaleTo(1), healthy("a", NEW), undecided("b", NEW), younger)
                        .actions())
                .containsExactly(
                        new Action.Stop("b", "Scaling activity initiated by (deployment ecs-svc/2)"),
                        new Action.Stop("c", "Scaling activity initiated by (deployment ecs-svc/2)"),
                        new Action.Tell("(service web) has stopped 2 running tasks: (task b) (task c)."));
    }

    @Test
    void oldTasksWithUndecidedHealthStayUntilEnoughOthersAreHealthy() {
        var state = announced(rolling(1, bounds(100, 200)));
        assertThat(decide(state, undecided("o1", OLD), undecided("n1", NEW)).actions())
                .isEmpty();
        assertThat(decide(state, undecided("o1", OLD), healthy("n1", NEW)).actions())
                .containsExactly(
                        new Action.Stop("o1", "Scaling activity initiated by (deployment ecs-svc/2)"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task o1)."));
    }

    @Test
    void aDeletedServiceStopsItsTasksAndBecomesInactive() {
        var state = announced(rolling(1, bounds(100, 200))).delete();
        var draining = decide(state, healthy("o1", OLD));
        assertThat(draining.actions())
                .containsExactly(
                        new Action.Stop("o1", "Service deleted"),
                        new Action.Tell("(service web) has stopped 1 running tasks: (task o1)."));
        assertThat(draining.state().status()).isEqualTo(ServiceStatus.DRAINING);
        assertThat(decide(draining.state()).state().status()).isEqualTo(ServiceStatus.INACTIVE);
    }
}
