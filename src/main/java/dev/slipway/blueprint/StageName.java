package dev.slipway.blueprint;

/**
 * The name of a stage or action.
 *
 * @param value the name: letters, digits and . @ _ -
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_StageDeclaration.html">AWS reference</a>
 */
public record StageName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE =
            new TextRule("the name of a stage or action", "^[A-Za-z0-9.@_-]+$", 1, 100, "letters, digits and . @ _ -");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public StageName {
        RULE.check(value);
    }
}
