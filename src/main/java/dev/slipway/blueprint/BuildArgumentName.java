package dev.slipway.blueprint;

/**
 * The name of an argument of a Dockerfile, as in {@code ARG NAME}.
 *
 * @param value the name: letters, digits and _, first no digit
 * @see <a href="https://docs.docker.com/reference/dockerfile/#arg">Docker reference</a>
 */
public record BuildArgumentName(String value) implements Text {
    /** What Docker accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an argument of a Dockerfile",
            "^[A-Za-z_][A-Za-z0-9_]*$",
            1,
            100,
            "letters, digits and _, first no digit");

    /** Makes the name, or throws {@link IllegalArgumentException} when Docker would refuse it. */
    public BuildArgumentName {
        RULE.check(value);
    }
}
