package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;
import java.util.Locale;

/** Ends stages and executions. */
final class Endings {
    private final Work work;

    Endings(Work work) {
        this.work = work;
    }

    void end(Execution execution, ExecutionStatus status, String summary, String state) {
        var ended = execution.waiting("", work.now).as(status, summary, work.now);
        work.put(ended);
        work.notices.pipeline(ended, state);
    }

    /** Ends the stage that an execution holds, and the execution with it. */
    void endWithStage(Execution execution, StageRun run, StageStatus stageStatus, ExecutionStatus status, String why) {
        var state =
                status == ExecutionStatus.Cancelled ? "CANCELED" : status.name().toUpperCase(Locale.ROOT);
        var changed = execution.with(run.as(stageStatus), work.now);
        work.notices.stage(changed, run.stage(), state);
        end(changed, status, why, state);
    }

    /** Leaves a stage for the next one. */
    void pass(Execution execution, Stage stage, StageRun run, StageStatus status) {
        var changed = execution.with(run.as(status), work.now);
        // AWS documents no event for a stage that was skipped.
        work.notices.stage(changed, run.stage(), "SUCCEEDED");
        var next = work.pipeline(execution).after(stage);
        if (next.isPresent() && !execution.origin().rollback()) {
            work.put(changed.waiting(next.get().name(), work.now));
        } else {
            end(changed, ExecutionStatus.Succeeded, "", "SUCCEEDED");
        }
    }
}
