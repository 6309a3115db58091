package dev.slipway.blueprint;

/**
 * The name of an artifact.
 *
 * @param value the name: letters, digits, _ and -
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_OutputArtifact.html">AWS reference</a>
 */
public record ArtifactName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("the name of an artifact", "^[A-Za-z0-9_-]+$", 1, 100, "letters, digits, _ and -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public ArtifactName {
        RULE.check(value);
    }
}
