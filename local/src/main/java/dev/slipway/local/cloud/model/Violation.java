package dev.slipway.local.cloud.model;

/**
 * One way in which a value breaks its model.
 *
 * @param kind what is broken
 * @param path where, in AWS's form: {@code tags.1.member.key}
 * @param message the whole complaint in AWS's words
 */
public record Violation(Kind kind, String path, String message) {
    /** What can be broken. */
    public enum Kind {
        /** A required member is not there. */
        MISSING,
        /** A value has the wrong JSON type, or a member is not in the model. */
        TYPE,
        /** A value breaks an enum, a pattern or a bound. */
        CONSTRAINT
    }

    /** The first member of the path. */
    public String member() {
        var dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
