package dev.slipway.blueprint;

/**
 * The name of a Git branch.
 *
 * @param value the name: as Git allows: no space, no ~ ^ : ? * [ or backslash, no .., no / or . at the end
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateBranch.html">AWS reference</a>
 */
public record BranchName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a Git branch",
            "^(?!/|.*//|.*[.]{2}|.*@[{]|.*[.]lock$)[^ ~^:?*\\[\\\\\\x00-\\x1f\\x7f]*[^ ~^:?*\\[\\\\\\x00-\\x1f\\x7f/.]$",
            1,
            256,
            "as Git allows: no space, no ~ ^ : ? * [ or backslash, no .., no / or . at the end");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public BranchName {
        RULE.check(value);
    }
}
