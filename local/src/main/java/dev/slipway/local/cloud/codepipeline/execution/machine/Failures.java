package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;

/** What a stage does when its actions failed or a condition is not met. */
final class Failures {
    private final Work work;
    private final Endings endings;
    private final Actions actions;
    private final Conditions conditions;

    Failures(Work work, Endings endings, Actions actions, Conditions conditions) {
        this.work = work;
        this.endings = endings;
        this.actions = actions;
        this.conditions = conditions;
    }

    /** Whether something moved. */
    boolean actionsFailed(Execution execution, Stage stage, StageRun run) {
        var onFailure = stage.node().path("onFailure");
        if (onFailure.path("conditions").isEmpty()) {
            fire(execution, stage, run, onFailure.path("result").asText());
            return true;
        }
        switch (conditions.look(execution, stage, run, ConditionKind.ON_FAILURE)) {
            case BEGAN -> {}
            case OPEN -> {
                return false;
            }
            case MET -> fire(execution, stage, run, "FAIL");
            case NOT_MET -> fire(execution, stage, run, Conditions.result(run, ConditionKind.ON_FAILURE));
        }
        return true;
    }

    void conditionNotMet(Execution execution, Stage stage, StageRun run, ConditionKind kind) {
        var result = Conditions.result(run, kind);
        if (result.equals("SKIP")) {
            endings.pass(execution, stage, run, StageStatus.Skipped);
        } else {
            fire(execution, stage, run, result);
        }
    }

    private void fire(Execution execution, Stage stage, StageRun run, String result) {
        if (result.equals("RETRY") && run.retries().automatic() == 0) {
            var all = stage.node()
                    .at("/onFailure/retryConfiguration/retryMode")
                    .asText()
                    .equals("ALL_ACTIONS");
            work.notices.stage(execution, stage.name(), "FAILED");
            actions.again(execution, stage, run, run.retries().automatically(), all);
            return;
        }
        endings.endWithStage(execution, run, StageStatus.Failed, ExecutionStatus.Failed, "");
        if (result.equals("ROLLBACK") && !execution.origin().rollback()) {
            new Rollbacks(work).automatic(execution, stage);
        }
    }

    /** Whether a condition stopped the stage. */
    static boolean byCondition(StageRun run) {
        return run.conditions().values().stream().anyMatch(condition -> condition.status() == ConditionStatus.Failed);
    }
}
