package dev.slipway.local.cloud.model;

/**
 * One way in which a value breaks its model.
 *
 * @param kind what is broken
 * @param path where, in AWS's form: {@code tags.1.member.key}
 * @param shape name of the shape that is broken
 * @param message the whole complaint in AWS's words
 */
public record Violation(Kind kind, String path, String shape, String message) {
    /** What can be broken. */
    public enum Kind {
        /** A required member is not there. */
        MISSING,
        /** A value has the wrong JSON type, or a member is not in the model. */
        TYPE,
        /** A value is not one of an enum's, or does not match a pattern. */
        CONSTRAINT,
        /** A length, a size or a number is too small or too large. */
        BOUND
    }

    /** The last name in the path: the member, or the map's key. */
    public String member() {
        var names = path.replaceAll("\\.(\\d+\\.)?(member|key)$", "");
        return names.substring(names.lastIndexOf('.') + 1);
    }
}
