package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;

/** Ends executions whose pipeline was given another structure. Those in PARALLEL mode go on with the structure that they have. */
final class Cancellations {
    static final String WHY = "The pipeline's definition was updated";

    private final Work work;
    private final Endings endings;

    Cancellations(Work work, Endings endings) {
        this.work = work;
        this.endings = endings;
    }

    void cancel() {
        for (var execution : work.active()) {
            if (Work.parallel(execution)) {
                continue;
            }
            if (execution.holds().isPresent()) {
                work.put(execution.cancelling(work.now));
            } else {
                endings.end(execution, ExecutionStatus.Cancelled, WHY, "CANCELED");
            }
        }
    }
}
