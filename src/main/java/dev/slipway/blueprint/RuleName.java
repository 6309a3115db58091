package dev.slipway.blueprint;

/**
 * The name of an EventBridge rule.
 *
 * @param value the name: letters, digits and . _ -
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">AWS reference</a>
 */
public record RuleName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("the name of an EventBridge rule", "^[A-Za-z0-9._-]+$", 1, 64, "letters, digits and . _ -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public RuleName {
        RULE.check(value);
    }
}
