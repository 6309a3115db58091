package dev.slipway.policies.evaluation;

import dev.slipway.policies.model.Finding;
import dev.slipway.policies.model.Level;
import dev.slipway.policies.model.Rule;

/** What became of one rule on one resource: one outcome for each finding, or one that says why there is none. */
public sealed interface Outcome {
    /** The rule. */
    Rule rule();

    /** The URN of the resource. */
    String urn();

    /** Nothing is wrong. */
    record Compliant(Rule rule, String urn) implements Outcome {}

    /**
     * Something is wrong.
     *
     * @param note why a suppression does not cover it; empty when there is none
     */
    record Violated(Rule rule, String urn, Level level, Finding finding, String note) implements Outcome {}

    /** Something is wrong, and accepted. */
    record Suppressed(Rule rule, String urn, Finding finding, Suppression by) implements Outcome {}

    /**
     * The rule cannot be judged.
     *
     * @param forNow whether it can be once the resource is created
     */
    record NotApplicable(Rule rule, String urn, String reason, boolean forNow) implements Outcome {}

    /** The rule itself failed, which is a fault of the pack, not of the resource. */
    record Failed(Rule rule, String urn, Throwable cause) implements Outcome {
        /** What happened, in one line, with the place in the rule. */
        public String summary() {
            StackTraceElement[] trace = cause.getStackTrace();
            String place = trace.length == 0 ? "" : " at " + trace[0];
            return cause.getClass().getSimpleName() + place;
        }
    }
}
