package dev.slipway.iam.catalog;

/**
 * What an action does, by AWS's own classification.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html">Access
 *     levels</a>
 */
public enum AccessLevel {
    LIST('L', "List"),
    READ('R', "Read"),
    WRITE('W', "Write"),
    TAGGING('T', "Tagging"),
    PERMISSIONS_MANAGEMENT('P', "Permissions management");

    private final char code;
    private final String text;

    AccessLevel(char code, String text) {
        this.code = code;
        this.text = text;
    }

    static AccessLevel ofCode(String code) {
        for (AccessLevel level : values()) {
            if (code.length() == 1 && code.charAt(0) == level.code) {
                return level;
            }
        }
        throw new IllegalArgumentException(
                "access level \"" + code + "\" in the action data; expected L, R, W, T or P");
    }

    /** AWS's name of the level. */
    public String text() {
        return text;
    }
}
