package dev.slipway.blueprint;

/**
 * The name of a CodeCommit repository.
 *
 * @param value the name: letters, digits and . _ -, not ending in .git
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateRepository.html">AWS reference</a>
 */
public record CodeCommitRepositoryName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a CodeCommit repository",
            "^(?!.*[.]git$)[A-Za-z0-9._-]+$",
            1,
            100,
            "letters, digits and . _ -, not ending in .git");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public CodeCommitRepositoryName {
        RULE.check(value);
    }
}
