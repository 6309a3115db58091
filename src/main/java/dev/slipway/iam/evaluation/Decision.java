package dev.slipway.iam.evaluation;

import java.util.List;
import java.util.Objects;

/**
 * What AWS would answer, and why.
 *
 * @param outcome the answer
 * @param reason in AWS's words, such as {@code no identity-based policy allows the s3:GetObject action}
 * @param matched the statements that decided: the denies for an explicit deny, else the allows that apply
 * @param nearMisses for an implicit deny, the statements that one element kept from allowing
 */
public record Decision(Outcome outcome, String reason, List<MatchedStatement> matched, List<NearMiss> nearMisses) {
    /** The answers. */
    public enum Outcome {
        /** The request is allowed. */
        ALLOWED,
        /** A statement forbids the request. */
        EXPLICIT_DENY,
        /** Nothing allows the request. */
        IMPLICIT_DENY,
        /** It depends on unknown parts. */
        UNDECIDED
    }

    public Decision {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(reason);
        matched = List.copyOf(matched);
        nearMisses = List.copyOf(nearMisses);
    }

    /** Whether the request is allowed for sure. */
    public boolean allowed() {
        return outcome == Outcome.ALLOWED;
    }
}
