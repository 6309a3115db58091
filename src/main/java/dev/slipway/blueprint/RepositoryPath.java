package dev.slipway.blueprint;

/**
 * A path inside the source repository.
 *
 * @param value the text: relative, with letters, digits and . _ / @ + -, never leaving the repository
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">AWS reference</a>
 */
public record RepositoryPath(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "a path inside the repository",
            "^(?!/|[.][.](/|$)|.*/[.][.](/|$))[A-Za-z0-9._/@+-]+$",
            1,
            255,
            "relative, with letters, digits and . _ / @ + -, never leaving the repository");

    /** Makes the text, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public RepositoryPath {
        RULE.check(value);
    }
}
