package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Stop;

/** Takes requests to stop an execution. */
final class Stops {
    private final Work work;
    private final Endings endings;
    private final StageProgress stages;

    Stops(Work work, Endings endings, StageProgress stages) {
        this.work = work;
        this.endings = endings;
        this.stages = stages;
    }

    static String why(Execution execution) {
        var stop = execution.stop();
        return stop == null ? "" : stop.reason();
    }

    void stop(Event.StopExecution request) {
        var execution = work.find(request.execution())
                .filter(found -> found.status().active())
                .orElseThrow(() -> new AwsException(
                        "PipelineExecutionNotStoppableException",
                        "Pipeline execution %s is not in progress".formatted(request.execution())));
        var before = execution.stop();
        if (before != null && (before.abandon() || !request.abandon())) {
            throw new AwsException(
                    "DuplicatedStopRequestException",
                    "Pipeline execution %s is being stopped already".formatted(execution.id()));
        }
        var stopping = execution.stopping(new Stop(request.abandon(), request.reason()), work.now);
        if (before == null) {
            work.notices.pipeline(stopping, "STOPPING");
        }
        var held = stopping.holds();
        if (held.isEmpty()) {
            endings.end(stopping, ExecutionStatus.Stopped, request.reason(), "STOPPED");
            return;
        }
        var run = held.get().as(StageStatus.Stopping);
        work.put(stopping.with(run, work.now));
        if (before == null) {
            work.notices.stage(stopping, run.stage(), "STOPPING");
        }
        if (request.abandon()) {
            run.running().forEach(attempt -> stages.actions().abandon(attempt.id()));
        }
    }
}
