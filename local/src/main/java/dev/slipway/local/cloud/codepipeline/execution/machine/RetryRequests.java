package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;

/** Takes requests to retry a stage. */
final class RetryRequests {
    private final Work work;
    private final StageProgress stages;

    RetryRequests(Work work, StageProgress stages) {
        this.work = work;
        this.stages = stages;
    }

    void retry(Event.Retry request) {
        var stage = work.requireStage(request.stage());
        var execution = work.find(request.execution())
                .orElseThrow(() -> refused("execution %s does not exist".formatted(request.execution())));
        var run = execution
                .stage(request.stage())
                .orElseThrow(() -> refused("execution %s did not enter it".formatted(request.execution())));
        requireLatest(work, execution, request.stage());
        if (execution.origin().version() != work.structure.current().version()) {
            throw refused("the structure of the pipeline was changed since execution %s".formatted(execution.id()));
        }
        if (execution.stop() != null && execution.status().active()) {
            throw refused("execution %s is being stopped".formatted(execution.id()));
        }
        if (!failed(run)) {
            throw refused("nothing in it failed");
        }
        if (request.all() && !run.running().isEmpty()) {
            throw refused("the actions %s still run: wait for them, or retry the failed actions only"
                    .formatted(run.running().stream()
                            .map(ActionRun::action)
                            .sorted()
                            .toList()));
        }
        if (!execution.status().active()) {
            Starts.checkLimit(work, execution.origin().mode());
            work.notices.pipeline(execution, "RESUMED");
        }
        stages.actions().again(execution, stage, run, run.retries().manually(), request.all());
    }

    private static boolean failed(StageRun run) {
        if (run.status() == StageStatus.Succeeded || run.status() == StageStatus.Skipped) {
            return false;
        }
        return Failures.byCondition(run)
                || run.current().stream().anyMatch(attempt -> attempt.status() == RunStatus.Failed);
    }

    static void requireLatest(Work work, Execution execution, String stage) {
        if (!Work.parallel(execution)
                && work.latest(stage).filter(execution::equals).isEmpty()) {
            throw new AwsException(
                    "NotLatestPipelineExecutionException",
                    "A later execution than %s has entered stage '%s'".formatted(execution.id(), stage));
        }
    }

    private static AwsException refused(String why) {
        return new AwsException("StageNotRetryableException", "The stage cannot be retried: " + why);
    }
}
