package dev.slipway.blueprint;

/**
 * The name of a Git branch.
 *
 * @param value the short name, such as main, as Git and CodeCommit allow it
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html">AWS reference</a>, read 2026-11-30: not 40
 *     hexadecimal digits
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">Git reference</a>
 */
public record BranchName(String value) implements Text {
    /** What AWS accepts. */
    public static final TextRule RULE = new TextRule(
            "the name of a Git branch",
            "^(?!/|-|[.]|refs/|HEAD$|@$|[0-9a-fA-F]{40}$|.*//|.*/[.]|.*[.]{2}|.*@[{]|.*[.]lock(/|$))[^ ~^:?*\\[\\\\\\x00-\\x1f\\x7f]*[^ ~^:?*\\[\\\\\\x00-\\x1f\\x7f/.]$",
            1,
            256,
            "the short name (main, not refs/heads/main), as Git and CodeCommit allow: no space, no ~ ^ : ? * [ or backslash, no .. or @{, no part that begins with . or ends in .lock, no / or . at the end, no - at the beginning, not HEAD, not 40 hexadecimal digits");

    /** Makes the name, or throws {@link IllegalArgumentException} when AWS would refuse it. */
    public BranchName {
        RULE.check(value);
    }
}
