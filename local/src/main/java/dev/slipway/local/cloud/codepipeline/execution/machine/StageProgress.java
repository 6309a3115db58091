package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;

/** Takes the stage that an execution holds one step further. */
final class StageProgress {
    private final Work work;
    private final Endings endings;
    private final Actions actions;
    private final Conditions conditions;
    private final Failures failures;

    StageProgress(Work work, Endings endings) {
        this.work = work;
        this.endings = endings;
        this.actions = new Actions(work);
        this.conditions = new Conditions(work);
        this.failures = new Failures(work, endings, actions, conditions);
    }

    Actions actions() {
        return actions;
    }

    Conditions conditions() {
        return conditions;
    }

    /** Whether something moved. */
    boolean advance(Execution execution) {
        var held = execution.holds();
        if (held.isEmpty()) {
            return false;
        }
        var run = held.get();
        if (run.status() == StageStatus.Stopping || execution.cancelling()) {
            return endWhenIdle(execution, run);
        }
        var stage = work.stage(execution, run.stage());
        return switch (conditions.look(execution, stage, run, ConditionKind.BEFORE_ENTRY)) {
            case BEGAN -> true;
            case OPEN -> false;
            case MET -> runActions(execution, stage, run);
            case NOT_MET -> {
                failures.conditionNotMet(execution, stage, run, ConditionKind.BEFORE_ENTRY);
                yield true;
            }
        };
    }

    private boolean endWhenIdle(Execution execution, StageRun run) {
        if (!run.running().isEmpty()) {
            return false;
        }
        var closed = conditions.leave(run);
        if (execution.cancelling()) {
            endings.endWithStage(
                    execution, closed, StageStatus.Cancelled, ExecutionStatus.Cancelled, Cancellations.WHY);
        } else {
            endings.endWithStage(execution, closed, StageStatus.Stopped, ExecutionStatus.Stopped, Stops.why(execution));
        }
        return true;
    }

    private boolean runActions(Execution execution, Stage stage, StageRun run) {
        if (run.current().stream().anyMatch(attempt -> attempt.status().retryable())) {
            return run.running().isEmpty() && failures.actionsFailed(execution, stage, run);
        }
        for (var group : stage.groups().values()) {
            var due = group.stream()
                    .filter(action -> run.latest(action.name()).isEmpty())
                    .toList();
            if (!due.isEmpty()) {
                due.forEach(action -> actions.begin(work.get(execution.id()), stage, action));
                return true;
            }
            if (!run.running().isEmpty()) {
                return false;
            }
        }
        return switch (conditions.look(execution, stage, run, ConditionKind.ON_SUCCESS)) {
            case BEGAN -> true;
            case OPEN -> false;
            case MET -> {
                endings.pass(execution, stage, run, StageStatus.Succeeded);
                yield true;
            }
            case NOT_MET -> {
                failures.conditionNotMet(execution, stage, run, ConditionKind.ON_SUCCESS);
                yield true;
            }
        };
    }
}
