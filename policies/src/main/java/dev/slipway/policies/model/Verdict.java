package dev.slipway.policies.model;

import java.util.List;

/** What a rule says of a resource. */
public sealed interface Verdict {

    /** Nothing is wrong. */
    record Compliant() implements Verdict {}

    /** Something is wrong. */
    record Violation(List<Finding> findings) implements Verdict {
        public Violation {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("got a violation without findings, expected at least one");
            }
        }
    }

    /** The rule cannot be judged here, and why. */
    record NotApplicable(String reason) implements Verdict {
        public NotApplicable {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("got a blank reason, expected why the rule cannot be judged");
            }
        }

        /** Whether the rule can be judged once the resource is created. */
        public boolean isForNow() {
            return reason.contains(UnreadableValue.FOR_NOW);
        }
    }

    /** Nothing is wrong. */
    static Verdict compliant() {
        return new Compliant();
    }

    /** This property is wrong. Use {@link Findings} where several may be. */
    static Verdict violation(Property at, String message) {
        return new Violation(List.of(Finding.of(at, at.path(), message)));
    }

    /** The rule cannot be judged here, and why. */
    static Verdict notApplicable(String reason) {
        return new NotApplicable(reason);
    }
}
