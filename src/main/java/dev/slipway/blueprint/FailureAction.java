package dev.slipway.blueprint;

/**
 * What a stage does by itself when it fails.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureConditions.html">AWS reference</a>
 */
public enum FailureAction implements Choice {
    /** The stage stays failed until somebody acts. */
    NONE("NONE"),
    /** The stage is tried once more. */
    RETRY("RETRY"),
    /** The stage returns to its latest successful execution. */
    ROLLBACK("ROLLBACK");

    private final String word;

    FailureAction(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
