package dev.slipway.blueprint;

/**
 * The value of a tag.
 *
 * @param value the text: letters, digits, spaces and _ . : / = + - @, not beginning with aws:
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">AWS reference</a>
 */
public record TagValue(String value) implements Text {
    /** What every service of a stack accepts: CodeBuild takes 255 characters, others 256; ECS reserves aws: in values too. */
    public static final TextRule RULE = new TextRule(
            "the value of a tag",
            "^(?![aA][wW][sS]:)[A-Za-z0-9 _.:/=+@-]*$",
            0,
            255,
            "letters, digits, spaces and _ . : / = + - @, not beginning with aws:");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public TagValue {
        RULE.check(value);
    }
}
