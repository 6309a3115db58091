package dev.slipway.blueprint;

/**
 * The name of an IAM role.
 *
 * @param value the name: letters, digits and _ + = , . @ -
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">AWS reference</a>
 */
public record RoleName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an IAM role", "^[A-Za-z0-9_+=,.@-]+$", 1, 64, "letters, digits and _ + = , . @ -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public RoleName {
        RULE.check(value);
    }
}
