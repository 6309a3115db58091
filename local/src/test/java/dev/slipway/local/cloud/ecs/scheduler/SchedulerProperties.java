package dev.slipway.local.cloud.ecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds in every deployment, whatever tasks do. */
class SchedulerProperties {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(1);

    /** A world in which tasks of the new revision go wrong now and then, or always. */
    private static final class World {
        private final Random random;
        private final double trouble;
        private final CountedIdentifiers identifiers = new CountedIdentifiers();
        private final Scheduler scheduler = new Scheduler(Duration.ofSeconds(2), identifiers);
        private final Map<String, ObservedTask> tasks = new LinkedHashMap<>();
        private Instant now = START;
        private ServiceState state;

        World(long seed, double trouble, int desired, DeploymentConfiguration configuration) {
            this.random = new Random(seed);
            this.trouble = trouble;
            this.state = ServiceState.create(
                    "web", desired, configuration, Duration.ZERO, Deployment.begin("ecs-svc/1", "web:1", START));
        }

        void deployBadRevision() {
            state = state.deploy(Deployment.begin("ecs-svc/2", "web:2", now), now);
        }

        List<Action> step() {
            now = now.plus(STEP);
            tasks.replaceAll((id, task) -> age(task));
            var decision = scheduler.decide(state, new Observation(List.copyOf(tasks.values()), Set.of(), now));
            checkFloor(decision);
            state = decision.state();
            for (var action : decision.actions()) {
                if (action instanceof Action.Launch launch) {
                    launch.taskIds().forEach(id -> tasks.put(id, fresh(id, launch.deploymentId())));
                } else if (action instanceof Action.Stop stop) {
                    tasks.computeIfPresent(stop.taskId(), (id, task) -> stopping(task));
                }
            }
            checkCeiling();
            return decision.actions();
        }

        private void checkFloor(Decision decision) {
            var healthy = tasks.values().stream()
                    .filter(task -> task.healthy(now, Duration.ofSeconds(2)))
                    .map(ObservedTask::id)
                    .toList();
            var stopped = decision.actions().stream()
                    .filter(Action.Stop.class::isInstance)
                    .map(action -> ((Action.Stop) action).taskId())
                    .filter(healthy::contains)
                    .count();
            var floor = state.configuration().floor(state.desiredCount());
            if (stopped > 0) {
                assertThat(healthy.size() - stopped)
                        .as("healthy tasks after stopping %d of %s", stopped, healthy)
                        .isGreaterThanOrEqualTo(floor);
            }
        }

        private void checkCeiling() {
            assertThat(tasks.values().stream()
                            .filter(task -> task.lastStatus().countsAgainstCeiling())
                            .count())
                    .isLessThanOrEqualTo(state.configuration().ceiling(state.desiredCount()));
        }

        private ObservedTask fresh(String id, String deployment) {
            return new ObservedTask(
                    id,
                    deployment,
                    TaskStatus.PROVISIONING,
                    false,
                    false,
                    ContainerHealth.NONE,
                    TargetHealth.INITIAL,
                    "",
                    now,
                    null);
        }

        private static ObservedTask stopping(ObservedTask task) {
            return with(task, TaskStatus.DEACTIVATING, true, false, task.targetHealth(), task.runningSince());
        }

        private ObservedTask age(ObservedTask task) {
            if (task.lastStatus() == TaskStatus.STOPPED || random.nextInt(3) == 0) {
                return task;
            }
            if (task.stopping()) {
                return with(task, TaskStatus.STOPPED, true, false, task.targetHealth(), task.runningSince());
            }
            var bad = state.deployments().stream()
                    .filter(deployment -> deployment.id().equals(task.deploymentId()))
                    .anyMatch(deployment -> deployment.taskDefinition().equals("web:2"));
            var goesWrong = bad && random.nextDouble() < trouble;
            if (task.runningSince() == null) {
                return goesWrong && random.nextBoolean()
                        ? with(task, TaskStatus.STOPPED, true, true, task.targetHealth(), null)
                        : with(task, TaskStatus.RUNNING, false, false, TargetHealth.INITIAL, now);
            }
            if (goesWrong) {
                return random.nextBoolean()
                        ? with(task, TaskStatus.STOPPED, true, true, task.targetHealth(), task.runningSince())
                        : with(task, TaskStatus.RUNNING, false, false, TargetHealth.UNHEALTHY, task.runningSince());
            }
            return with(task, TaskStatus.RUNNING, false, false, TargetHealth.HEALTHY, task.runningSince());
        }

        private static ObservedTask with(
                ObservedTask task,
                TaskStatus status,
                boolean stopping,
                boolean failed,
                TargetHealth health,
                @org.jspecify.annotations.Nullable Instant runningSince) {
            return new ObservedTask(
                    task.id(),
                    task.deploymentId(),
                    status,
                    stopping,
                    failed,
                    task.containerHealth(),
                    health,
                    "unhealthy",
                    task.createdAt(),
                    runningSince);
        }

        void runUntilSettled(int limit) {
            for (var i = 0; i < limit && state.primary().rolloutState() == RolloutState.IN_PROGRESS; i++) {
                step();
            }
        }
    }

    private static DeploymentConfiguration configuration(int minimum, int maximum, boolean breaker) {
        return new DeploymentConfiguration(
                minimum, maximum, new CircuitBreaker(breaker, breaker), DeploymentAlarms.NONE);
    }

    @Property(tries = 150)
    void aGoodDeploymentCompletesWithinTheBounds(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 12) int desired,
            @ForAll @IntRange(min = 0, max = 100) int minimum,
            @ForAll @IntRange(min = 200, max = 400) int maximum) {
        var world = new World(seed, 0, desired, configuration(minimum, maximum, true));
        world.runUntilSettled(200);
        world.deployBadRevision();
        world.runUntilSettled(500);
        assertThat(world.state.primary().rolloutState()).isEqualTo(RolloutState.COMPLETED);
        assertThat(world.state.primary().taskDefinition()).isEqualTo("web:2");
    }

    @Property(tries = 150)
    void withACircuitBreakerABadDeploymentAlwaysEndsAndTheOldRevisionServes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int desired,
            @ForAll @IntRange(min = 0, max = 99) int minimum,
            @ForAll @IntRange(min = 200, max = 300) int maximum) {
        var world = new World(seed, 1, desired, configuration(minimum, maximum, true));
        world.runUntilSettled(200);
        world.deployBadRevision();
        world.runUntilSettled(2_000);
        assertThat(world.state.primary().rolloutState()).isEqualTo(RolloutState.COMPLETED);
        assertThat(world.state.primary().taskDefinition()).isEqualTo("web:1");
    }

    @Property(tries = 150)
    void theBoundsHoldWhateverGoesWrong(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 9) int trouble,
            @ForAll @IntRange(min = 1, max = 12) int desired,
            @ForAll @IntRange(min = 0, max = 99) int minimum,
            @ForAll @IntRange(min = 100, max = 300) int maximum,
            @ForAll boolean breaker) {
        var world = new World(seed, trouble / 10.0, desired, configuration(minimum, maximum, breaker));
        for (var i = 0; i < 150; i++) {
            if (i == 50) {
                world.deployBadRevision();
            }
            world.step();
        }
    }

    @Property(tries = 50)
    void theSameInputGivesTheSameDecision(@ForAll long seed) {
        var first = actions(seed);
        assertThat(actions(seed)).isEqualTo(first);
    }

    private static List<Action> actions(long seed) {
        var world = new World(seed, 0.5, 3, configuration(50, 200, true));
        var all = new ArrayList<Action>();
        for (var i = 0; i < 60; i++) {
            if (i == 20) {
                world.deployBadRevision();
            }
            all.addAll(world.step());
        }
        return all;
    }
}
