package dev.slipway.blueprint;

/**
 * The value of a tag.
 *
 * @param value the text: letters, digits, spaces and _ . : / = + - @
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">AWS reference</a>
 */
public record TagValue(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the value of a tag", "^[A-Za-z0-9 _.:/=+@-]*$", 0, 256, "letters, digits, spaces and _ . : / = + - @");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public TagValue {
        RULE.check(value);
    }
}
