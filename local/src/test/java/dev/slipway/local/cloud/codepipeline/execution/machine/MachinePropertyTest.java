package dev.slipway.local.cloud.codepipeline.execution.machine;

import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.approval;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.build;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.deploy;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.source;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, no execution is lost and no stage is held twice. */
class MachinePropertyTest {
    private static final String STAGES = stage("Source", "", source("Source"))
            + stage(
                    "Build",
                    "onFailure: {result: 'RETRY', retryConfiguration: {retryMode: 'FAILED_ACTIONS'}},",
                    build("A", 1, "source", "a"),
                    build("B", 1, "source", "b"),
                    deploy("C", 2))
            + stage("Approve", "", approval("Approve", 1))
            + stage("Deploy", "onFailure: {result: 'ROLLBACK'},", deploy("Deploy", 1));

    /** What happens, and to which of the things that it may happen to. */
    private record Happening(int kind, int which) {}

    @Property(tries = 400)
    void keepsItsPromises(
            @ForAll ExecutionMode mode, @ForAll @Size(max = 80) List<@IntRange(max = 1199) Integer> happenings) {
        // PARALLEL refuses ROLLBACK; its structure is declared without.
        var stages = mode == ExecutionMode.PARALLEL ? STAGES.replace("onFailure: {result: 'ROLLBACK'},", "") : STAGES;
        var fixture = new MachineFixture(mode.name(), stages);
        for (var number : happenings) {
            var before = new TreeMap<>(fixture.executions);
            try {
                happen(fixture, new Happening(number % 12, number / 12), stages, mode);
            } catch (AwsException refused) {
                assertThat(fixture.executions).as("a refusal changes nothing").isEqualTo(before);
            }
            check(fixture);
        }
    }

    private static void happen(MachineFixture fixture, Happening happening, String stages, ExecutionMode mode) {
        var executions = List.copyOf(fixture.executions.values());
        var names =
                fixture.pipeline().stages().stream().map(Pipeline.Stage::name).toList();
        var stage = names.get(happening.which() % names.size());
        var execution = executions.isEmpty()
                ? "none"
                : executions.get(happening.which() % executions.size()).id();
        switch (happening.kind()) {
            case 0, 1 -> fixture.start();
            case 2, 3, 4, 5 -> end(fixture, happening.which(), ActionOutcome.success(Map.of("CommitId", "c")));
            case 6 -> end(fixture, happening.which(), ActionOutcome.failure("JobFailed", "it broke"));
            case 7 -> fixture.apply(new Event.StopExecution(execution, happening.which() % 2 == 0, ""));
            case 8 -> fixture.apply(new Event.Retry(stage, execution, happening.which() % 2 == 0));
            case 9 -> {
                if (!fixture.closed.remove(stage + "/Inbound")) {
                    fixture.closed.add(stage + "/Inbound");
                }
                fixture.apply(new Event.TransitionChanged());
            }
            case 10 -> fixture.apply(new Event.Rollback("r" + fixture.executions.size(), stage, execution, "me"));
            default -> {
                if (happening.which() % 5 == 0) {
                    fixture.declare(mode.name(), stages);
                    fixture.apply(new Event.Restructured());
                }
            }
        }
    }

    private static List<ActionRun> running(MachineFixture fixture) {
        return fixture.executions.values().stream()
                .flatMap(execution -> execution.stages().stream())
                .flatMap(stage -> stage.running().stream())
                .toList();
    }

    private static void end(MachineFixture fixture, int which, ActionOutcome outcome) {
        var running = running(fixture);
        if (!running.isEmpty()) {
            var run = running.get(which % running.size());
            fixture.apply(new Event.End(run.id(), ActionProgress.NONE, outcome));
        }
    }

    private static void check(MachineFixture fixture) {
        var all = fixture.executions.values();
        for (var execution : all) {
            var runs = execution.stages().stream()
                    .flatMap(stage -> stage.running().stream())
                    .toList();
            if (!execution.status().active()) {
                assertThat(runs)
                        .as("what ended runs nothing: " + fixture.picture())
                        .isEmpty();
                assertThat(execution.holds()).isEmpty();
                assertThat(execution.waitingFor()).isEmpty();
            } else if (execution.waitingFor().isEmpty()) {
                assertThat(runs)
                        .as("what holds a stage runs something: " + fixture.picture())
                        .isNotEmpty();
            } else {
                assertThat(execution.holds()).isEmpty();
                assertThat(hindrance(fixture, execution))
                        .as("what waits has a reason: " + fixture.picture())
                        .isTrue();
            }
        }
        for (var stage : fixture.pipeline().stages()) {
            assertThat(holders(fixture, stage.name())).hasSizeLessThan(2);
            assertThat(all.stream()
                            .filter(execution -> execution.origin().mode() == ExecutionMode.SUPERSEDED)
                            .filter(execution -> execution.waitingFor().equals(stage.name())))
                    .hasSizeLessThan(2);
        }
    }

    private static Set<String> holders(MachineFixture fixture, String stage) {
        return fixture.executions.values().stream()
                .filter(execution -> execution.origin().mode() != ExecutionMode.PARALLEL)
                .filter(execution -> execution
                        .holds()
                        .filter(run -> run.stage().equals(stage))
                        .isPresent())
                .map(Execution::id)
                .collect(Collectors.toSet());
    }

    private static boolean hindrance(MachineFixture fixture, Execution execution) {
        var stage = execution.waitingFor();
        return fixture.closed.contains(stage + "/Inbound")
                || !holders(fixture, stage).isEmpty();
    }
}
