package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.Origin;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import java.util.Comparator;
import java.util.Optional;

/** Brings a stage back to what an earlier execution did in it, by an execution of its own. */
final class Rollbacks {
    private final Work work;

    Rollbacks(Work work) {
        this.work = work;
    }

    /** Goes back to the latest success; without one, nothing is done. */
    void automatic(Execution failed, Stage stage) {
        work.all().stream()
                .filter(candidate -> target(candidate, stage.name()).isEmpty())
                .max(Comparator.comparingLong(candidate ->
                        candidate.stage(stage.name()).map(StageRun::entered).orElse(0L)))
                .ifPresent(target ->
                        begin(work.ids.uuid(), stage.name(), target, new Trigger("AutomatedRollback", failed.id())));
    }

    void manual(Event.Rollback request) {
        var stage = work.requireStage(request.stage());
        var pipeline = work.structure.current();
        if (pipeline.executionMode().equals("PARALLEL")) {
            throw unable("a pipeline in PARALLEL mode has no rollback");
        }
        if (pipeline.stages().indexOf(stage) == 0) {
            throw unable("the first stage has no rollback");
        }
        var target = work.find(request.target())
                .orElseThrow(() -> new AwsException(
                        "PipelineExecutionNotFoundException",
                        "Pipeline '%s' has no execution %s".formatted(pipeline.name(), request.target())));
        target(target, stage.name()).ifPresent(refusal -> {
            throw refusal;
        });
        work.holder(stage.name()).ifPresent(holder -> {
            throw unable("execution %s is in it".formatted(holder.id()));
        });
        if (work.latest(stage.name())
                .flatMap(latest -> latest.stage(stage.name()))
                .filter(run -> run.status() == StageStatus.Skipped)
                .isPresent()) {
            throw unable("it was skipped");
        }
        begin(request.id(), stage.name(), target, new Trigger("ManualRollback", request.by()));
    }

    /** Why an execution is no target; empty when it is one. */
    private Optional<AwsException> target(Execution target, String stage) {
        if (target.origin().rollback()) {
            return Optional.of(unable("execution %s is a rollback itself".formatted(target.id())));
        }
        if (target.origin().version() != work.structure.current().version()) {
            return Optional.of(new AwsException(
                    "PipelineExecutionOutdatedException",
                    "The structure of the pipeline was changed since execution %s".formatted(target.id())));
        }
        return target.stage(stage)
                        .filter(run -> run.status() == StageStatus.Succeeded)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(unable("execution %s did not succeed in it".formatted(target.id())));
    }

    private void begin(String id, String stage, Execution target, Trigger trigger) {
        var origin = new Origin(
                target.origin().version(),
                ExecutionMode.valueOf(work.structure.current().executionMode()),
                trigger,
                target.id(),
                target.origin().variables(),
                target.origin().revisions(),
                work.now);
        var execution = Execution.begin(id, work.nextNumber(), origin, stage, target.products());
        work.put(execution);
        work.notices.pipeline(execution, "STARTED");
        // It enters at once, before all that wait.
        Gate.enter(work, execution, stage);
    }

    private static AwsException unable(String why) {
        return new AwsException("UnableToRollbackStageException", "The stage cannot be rolled back: " + why);
    }
}
