package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import java.time.Instant;
import java.util.Collection;

/**
 * Says how the executions of a pipeline go on after an event.
 *
 * <p>The executions are the whole state: which of them holds a stage, which wait for it and which was the latest in it follows from them.
 */
public final class Machine {
    private final Work work;
    private final Endings endings;
    private final StageProgress stages;
    private final Gate gate;

    private Machine(Work work) {
        this.work = work;
        this.endings = new Endings(work);
        this.stages = new StageProgress(work, endings);
        this.gate = new Gate(work, endings);
    }

    /**
     * Works an event through.
     *
     * @param structure the pipeline as it stands now
     * @param executions the state before
     * @param event what happened
     * @param now the time
     * @param ids names for what begins
     * @throws dev.slipway.local.cloud.api.AwsException when the event is a wish that cannot be fulfilled; then nothing changes
     */
    public static Step apply(Structure structure, Collection<Execution> executions, Event event, Instant now, Ids ids) {
        var work = new Work(structure, executions, now, ids);
        var machine = new Machine(work);
        machine.take(event);
        machine.settle();
        return work.step();
    }

    private void take(Event event) {
        if (event instanceof Event.Start start) {
            new Starts(work).start(start);
        } else if (event instanceof Event.Report report) {
            stages.actions().report(report);
        } else if (event instanceof Event.End end) {
            stages.actions().end(end);
        } else if (event instanceof Event.RuleEnd end) {
            stages.conditions().end(end);
        } else if (event instanceof Event.Answer answer) {
            new Approvals(work, stages.actions()).answer(answer);
        } else if (event instanceof Event.StopExecution stop) {
            new Stops(work, endings, stages).stop(stop);
        } else if (event instanceof Event.Retry retry) {
            new RetryRequests(work, stages).retry(retry);
        } else if (event instanceof Event.Rollback rollback) {
            new Rollbacks(work).manual(rollback);
        } else if (event instanceof Event.OverrideCondition override) {
            new Overrides(work).override(override);
        } else if (event instanceof Event.Restructured) {
            new Cancellations(work, endings).cancel();
        }
    }

    private void settle() {
        boolean moved;
        do {
            moved = false;
            for (var execution : work.active()) {
                moved |= stages.advance(work.get(execution.id()));
            }
            moved |= gate.admit();
        } while (moved);
    }
}
