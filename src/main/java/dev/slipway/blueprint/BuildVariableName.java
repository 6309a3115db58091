package dev.slipway.blueprint;

/**
 * The name of an environment variable of a build.
 *
 * @param value the name: letters, digits and _, first no digit, not CODEBUILD_ (AWS reserves it)
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">AWS reference</a>
 */
public record BuildVariableName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of an environment variable of a build",
            "^(?!CODEBUILD_)[A-Za-z_][A-Za-z0-9_]*$",
            1,
            255,
            "letters, digits and _, first no digit, not CODEBUILD_ (AWS reserves it)");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it, or it would break the build. */
    public BuildVariableName {
        RULE.check(value);
        ReservedVariables.requireFree(value);
        BuildVariables.requireFree(value);
    }
}
