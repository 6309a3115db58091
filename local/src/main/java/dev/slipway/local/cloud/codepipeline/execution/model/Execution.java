package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a pipeline.
 *
 * @param id its id
 * @param number counts the pipeline's executions
 * @param origin how it came to be
 * @param status its state
 * @param summary one line about the state; may be empty
 * @param updated when something changed
 * @param waitingFor the stage that it waits to enter; empty when it does not wait
 * @param cancelling whether it ends as soon as its running actions have, because the structure was changed
 * @param stop a request to stop it; null for none
 * @param stages the stages that it entered, in order
 * @param products what its actions made
 */
public record Execution(
        String id,
        long number,
        Origin origin,
        ExecutionStatus status,
        String summary,
        Instant updated,
        String waitingFor,
        boolean cancelling,
        @Nullable Stop stop,
        List<StageRun> stages,
        Products products) {
    /** Copies its collection. */
    public Execution {
        stages = List.copyOf(stages);
    }

    /** An execution that waits for a stage. */
    public static Execution begin(String id, long number, Origin origin, String stage, Products products) {
        return new Execution(
                id,
                number,
                origin,
                ExecutionStatus.InProgress,
                "",
                origin.started(),
                stage,
                false,
                null,
                List.of(),
                products);
    }

    /** The stage with this name, if it was entered. */
    public Optional<StageRun> stage(String name) {
        return stages.stream().filter(run -> run.stage().equals(name)).findFirst();
    }

    /** The stage that it holds. */
    public Optional<StageRun> holds() {
        return stages.stream().filter(run -> run.status().active()).findFirst();
    }

    /** In another state. */
    public Execution as(ExecutionStatus next, String why, Instant now) {
        return new Execution(id, number, origin, next, why, now, waitingFor, cancelling, stop, stages, products);
    }

    /** Waiting for a stage; empty for none. */
    public Execution waiting(String stage, Instant now) {
        return new Execution(id, number, origin, status, summary, now, stage, cancelling, stop, stages, products);
    }

    /** With a change of a stage, which is added when it is new. */
    public Execution with(StageRun run, Instant now) {
        var changed = new ArrayList<>(stages);
        changed.replaceAll(old -> old.stage().equals(run.stage()) ? run : old);
        if (!changed.contains(run)) {
            changed.add(run);
        }
        return new Execution(id, number, origin, status, summary, now, waitingFor, cancelling, stop, changed, products);
    }

    /** With what an action made. */
    public Execution with(Products made, Instant now) {
        return new Execution(id, number, origin, status, summary, now, waitingFor, cancelling, stop, stages, made);
    }

    /** With a request to stop it. */
    public Execution stopping(Stop request, Instant now) {
        return new Execution(
                id,
                number,
                origin,
                ExecutionStatus.Stopping,
                summary,
                now,
                waitingFor,
                cancelling,
                request,
                stages,
                products);
    }

    /** Without a request to stop it, for a further attempt. */
    public Execution resumed(Instant now) {
        return new Execution(
                id, number, origin, ExecutionStatus.InProgress, "", now, "", false, null, stages, products);
    }

    /** Ending as soon as its running actions have. */
    public Execution cancelling(Instant now) {
        return new Execution(id, number, origin, status, summary, now, waitingFor, true, stop, stages, products);
    }
}
