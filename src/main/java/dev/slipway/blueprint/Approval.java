package dev.slipway.blueprint;

/**
 * Whether somebody has to agree before a deployment.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html">AWS reference</a>
 */
public enum Approval implements Choice {
    /** Every build that succeeds is deployed. */
    NONE("NONE"),
    /** The pipeline waits until somebody approves. */
    MANUAL("MANUAL");

    private final String word;

    Approval(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
