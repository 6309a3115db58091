package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;

/**
 * One attempt of an action.
 *
 * @param id of the attempt
 * @param action name of the action
 * @param status its state
 * @param started when it began
 * @param updated when something changed
 * @param updatedBy who answered an approval; empty otherwise
 * @param input what it works with
 * @param progress how far it has come
 * @param outcome how it ended
 */
public record ActionRun(
        String id,
        String action,
        RunStatus status,
        Instant started,
        Instant updated,
        String updatedBy,
        ActionInput input,
        ActionProgress progress,
        ActionOutcome outcome) {
    /** An attempt that begins. */
    public static ActionRun begin(String id, String action, Instant now, ActionInput input) {
        return new ActionRun(
                id, action, RunStatus.InProgress, now, now, "", input, ActionProgress.NONE, ActionOutcome.NONE);
    }

    /** With what its executor has to say. */
    public ActionRun report(ActionProgress said, Instant now) {
        return new ActionRun(id, action, status, started, now, updatedBy, input, said, outcome);
    }

    /** At its end. */
    public ActionRun end(ActionOutcome how, String by, Instant now) {
        var end = how.failed() ? RunStatus.Failed : RunStatus.Succeeded;
        return new ActionRun(id, action, end, started, now, by, input, progress, how);
    }

    /** Left to itself. */
    public ActionRun abandon(Instant now) {
        return new ActionRun(
                id, action, RunStatus.Abandoned, started, now, updatedBy, input, progress, ActionOutcome.NONE);
    }
}
