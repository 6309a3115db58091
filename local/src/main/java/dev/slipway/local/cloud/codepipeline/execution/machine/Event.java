package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import java.util.Map;

/** What may happen to the executions of a pipeline. */
public sealed interface Event {
    /**
     * Somebody starts the pipeline.
     *
     * @param id of the execution that begins
     * @param trigger what started it
     * @param variables values of the pipeline's variables, where they differ from the defaults
     * @param revisions revisions that source actions are to take, by action
     */
    record Start(String id, Trigger trigger, Map<String, String> variables, Map<String, String> revisions)
            implements Event {
        /** Copies its collections. */
        public Start {
            variables = Map.copyOf(variables);
            revisions = Map.copyOf(revisions);
        }
    }

    /** An executor has come further with an attempt of an action. */
    record Report(String attempt, ActionProgress progress) implements Event {}

    /** An attempt of an action has ended. */
    record End(String attempt, ActionProgress progress, ActionOutcome outcome) implements Event {}

    /** A rule has been checked. The status is Failed when the check is not met; an error code says that it could not be made. */
    record RuleEnd(String run, RunStatus status, String summary, String errorCode) implements Event {}

    /** Somebody answers an approval. */
    record Answer(String stage, String action, String token, boolean approved, String summary, String by)
            implements Event {}

    /** Somebody stops an execution. */
    record StopExecution(String execution, boolean abandon, String reason) implements Event {}

    /** Somebody retries a stage: its failed actions, or all. */
    record Retry(String stage, String execution, boolean all) implements Event {}

    /** Somebody rolls a stage back: a new execution with this id brings what the target had. */
    record Rollback(String id, String stage, String target, String by) implements Event {}

    /** Somebody lets an execution pass a condition that stopped it. */
    record OverrideCondition(String stage, String execution, ConditionKind kind) implements Event {}

    /** The structure of the pipeline was changed. */
    record Restructured() implements Event {}

    /** A transition was opened or closed. */
    record TransitionChanged() implements Event {}
}
