package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;

/** Lets executions pass a condition that stopped them. */
final class Overrides {
    private final Work work;

    Overrides(Work work) {
        this.work = work;
    }

    void override(Event.OverrideCondition request) {
        work.requireStage(request.stage());
        var execution = work.find(request.execution())
                .orElseThrow(() -> refused("execution %s does not exist".formatted(request.execution())));
        var run = execution
                .stage(request.stage())
                .orElseThrow(() -> refused("execution %s did not enter the stage".formatted(request.execution())));
        RetryRequests.requireLatest(work, execution, request.stage());
        var condition = run.conditions().get(request.kind());
        if (run.status() != StageStatus.Failed || condition == null || condition.status() != ConditionStatus.Failed) {
            throw refused("it did not stop the stage");
        }
        if (execution.origin().version() != work.structure.current().version()) {
            throw refused("the structure of the pipeline was changed since execution %s".formatted(execution.id()));
        }
        Starts.checkLimit(work, execution.origin().mode());
        var passed = run.condition(request.kind(), condition.as(ConditionStatus.Overridden, work.now))
                .as(StageStatus.InProgress);
        var resumed = execution.resumed(work.now).with(passed, work.now);
        work.put(resumed);
        work.notices.pipeline(resumed, "RESUMED");
        work.notices.stage(resumed, request.stage(), "RESUMED");
    }

    private static AwsException refused(String why) {
        return new AwsException("ConditionNotOverridableException", "The condition cannot be overridden: " + why);
    }
}
