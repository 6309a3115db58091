package dev.slipway.blueprint;

/**
 * The Docker image that a build runs in.
 *
 * @param value the text: for example aws/codebuild/amazonlinux-x86_64-standard:6.0
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html">AWS reference</a>
 */
public record BuildImage(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the image of a build",
            "^[A-Za-z0-9][A-Za-z0-9._:/@-]*$",
            3,
            255,
            "for example aws/codebuild/amazonlinux-x86_64-standard:6.0");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public BuildImage {
        RULE.check(value);
    }
}
