package dev.slipway.blueprint;

/**
 * What an automatic retry runs again.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_RetryConfiguration.html">AWS reference</a>
 */
public enum RetryMode implements Choice {
    /** The actions that failed. */
    FAILED_ACTIONS("FAILED_ACTIONS"),
    /** Every action of the stage. */
    ALL_ACTIONS("ALL_ACTIONS");

    private final String word;

    RetryMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
