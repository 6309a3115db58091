package dev.slipway.policies.model;

/**
 * A property that cannot be judged: its value is unknown before the resource exists, or has a shape that the rule cannot
 * read.
 *
 * <p>A rule need not catch it. The rule's verdict is then "not applicable", with this reason: what is not known is never
 * reported as a violation, and never passed silently.
 */
public final class UnreadableValue extends RuntimeException {
    /** What every reason says that only a preview has. */
    static final String FOR_NOW = " unknown until ";

    private static final long serialVersionUID = 1L;

    private UnreadableValue(String reason) {
        super(reason, null, false, false);
    }

    static UnreadableValue unknown(String path) {
        return new UnreadableValue(path + " is unknown until the resource is created");
    }

    static UnreadableValue shape(String path, String got, String expected) {
        return new UnreadableValue(path + " is " + got + ", expected " + expected);
    }

    static UnreadableValue link(String part, String path) {
        return new UnreadableValue(
                part + " may belong to it: its " + path + " is unknown until the resource is created");
    }

    /** Why the property cannot be judged. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
