package dev.slipway.blueprint;

/**
 * The name of an image tag.
 *
 * @param value the name: letters, digits and . _ -, not first . or -
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html">AWS reference</a>
 */
public record ImageTag(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an image tag",
            "^[A-Za-z0-9_][A-Za-z0-9._-]*$",
            1,
            128,
            "letters, digits and . _ -, not first . or -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public ImageTag {
        RULE.check(value);
    }
}
