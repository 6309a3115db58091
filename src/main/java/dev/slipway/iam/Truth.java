package dev.slipway.iam;

/** A judgement about values of which some may be unknown (Kleene's three-valued logic). */
public enum Truth {
    /** It holds, whatever the unknown parts turn out to be. */
    YES,
    /** It does not hold, whatever the unknown parts turn out to be. */
    NO,
    /** It depends on the unknown parts. */
    UNKNOWN;

    /** {@link #YES} for true, {@link #NO} for false. */
    public static Truth of(boolean known) {
        return known ? YES : NO;
    }

    /** Both hold. */
    public Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    /** At least one holds. */
    public Truth or(Truth other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : this;
    }

    /** It does not hold. */
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** It holds for sure. */
    public boolean certain() {
        return this == YES;
    }

    /** It holds, or may hold. */
    public boolean possible() {
        return this != NO;
    }
}
