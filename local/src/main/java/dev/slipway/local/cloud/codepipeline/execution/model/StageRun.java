package dev.slipway.local.cloud.codepipeline.execution.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A stage in an execution.
 *
 * @param stage name of the stage
 * @param entered counts up with every execution that enters a stage of the pipeline
 * @param status its state
 * @param from index of the first attempt of an action that still counts; attempts before it were thrown away by a retry of all actions
 * @param actions all attempts of its actions, as they began
 * @param retries its further attempts
 * @param conditions the latest run of each of its conditions
 */
public record StageRun(
        String stage,
        long entered,
        StageStatus status,
        int from,
        List<ActionRun> actions,
        Retries retries,
        Map<ConditionKind, ConditionRun> conditions) {
    /** Copies its collections. */
    public StageRun {
        actions = List.copyOf(actions);
        var copy = new EnumMap<ConditionKind, ConditionRun>(ConditionKind.class);
        copy.putAll(conditions);
        conditions = Collections.unmodifiableMap(copy);
    }

    /** A stage that is entered. */
    public static StageRun enter(String stage, long entered) {
        return new StageRun(stage, entered, StageStatus.InProgress, 0, List.of(), Retries.NONE, Map.of());
    }

    /** In another state. */
    public StageRun as(StageStatus next) {
        return new StageRun(stage, entered, next, from, actions, retries, conditions);
    }

    /** With one more attempt of an action. */
    public StageRun add(ActionRun run) {
        var more = new ArrayList<>(actions);
        more.add(run);
        return new StageRun(stage, entered, status, from, more, retries, conditions);
    }

    /** With a change of one attempt. */
    public StageRun change(String id, UnaryOperator<ActionRun> change) {
        var changed = actions.stream()
                .map(run -> run.id().equals(id) ? change.apply(run) : run)
                .toList();
        return new StageRun(stage, entered, status, from, changed, retries, conditions);
    }

    /** With a condition's run. */
    public StageRun condition(ConditionKind kind, ConditionRun run) {
        var changed = new EnumMap<ConditionKind, ConditionRun>(ConditionKind.class);
        changed.putAll(conditions);
        changed.put(kind, run);
        return new StageRun(stage, entered, status, from, actions, retries, changed);
    }

    /** At the start of a further attempt; the conditions that come after the actions are looked at again. */
    public StageRun retry(Retries counted, boolean all) {
        var kept = new EnumMap<ConditionKind, ConditionRun>(ConditionKind.class);
        conditions.forEach((kind, run) -> {
            if (kind == ConditionKind.BEFORE_ENTRY && run.status() != ConditionStatus.Failed) {
                kept.put(kind, run);
            }
        });
        return new StageRun(
                stage, entered, StageStatus.InProgress, all ? actions.size() : from, actions, counted, kept);
    }

    /** The attempt of an action that counts now. */
    public Optional<ActionRun> latest(String action) {
        return actions.stream()
                .skip(from)
                .filter(run -> run.action().equals(action))
                .reduce((earlier, later) -> later);
    }

    /** The attempt with this id. */
    public Optional<ActionRun> attempt(String id) {
        return actions.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** The attempts that count now, one an action. */
    public List<ActionRun> current() {
        return actions.stream()
                .skip(from)
                .filter(run -> latest(run.action()).filter(run::equals).isPresent())
                .toList();
    }

    /** The attempts that run. */
    public List<ActionRun> running() {
        return actions.stream().filter(run -> !run.status().ended()).toList();
    }
}
