package dev.slipway.blueprint;

/**
 * The name of a tag.
 *
 * @param value the name: letters, digits, spaces and _ . : / = + - @, not beginning with aws:
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">AWS reference</a>
 */
public record TagKey(String value) implements Text {
    /** What every service of a stack accepts: CodeBuild takes 127 characters, others 128. */
    public static final TextRule RULE = new TextRule(
            "the name of a tag",
            "^(?![aA][wW][sS]:)[A-Za-z0-9 _.:/=+@-]+$",
            1,
            127,
            "letters, digits, spaces and _ . : / = + - @, not beginning with aws:");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public TagKey {
        RULE.check(value);
    }
}
