package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;
import java.util.List;

/**
 * One run of a condition.
 *
 * @param result what happens when a rule is not met, such as FAIL
 * @param status its state
 * @param updated when something changed
 * @param rules its rules
 */
public record ConditionRun(String result, ConditionStatus status, Instant updated, List<RuleRun> rules) {
    /** Copies its collection. */
    public ConditionRun {
        rules = List.copyOf(rules);
    }

    /** In another state. */
    public ConditionRun as(ConditionStatus next, Instant now) {
        return new ConditionRun(result, next, now, rules);
    }

    /** With other rules. */
    public ConditionRun rules(List<RuleRun> next, Instant now) {
        return new ConditionRun(result, status, now, next);
    }
}
