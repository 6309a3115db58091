package dev.slipway.blueprint;

/**
 * The name of a CodeBuild project.
 *
 * @param value the name: letters, digits, _ and -, first a letter or digit
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html">AWS reference</a>
 */
public record ProjectName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a CodeBuild project",
            "^[A-Za-z0-9][A-Za-z0-9_-]*$",
            2,
            150,
            "letters, digits, _ and -, first a letter or digit");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public ProjectName {
        RULE.check(value);
    }
}
