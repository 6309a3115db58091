package dev.slipway.blueprint;

/**
 * What a stage does by itself when it fails.
 *
 * @param action what it does
 * @param retryMode what a retry runs again; of no account for the other actions
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureConditions.html">AWS reference</a>
 */
public record OnFailure(FailureAction action, RetryMode retryMode) {
    /** The stage stays failed until somebody acts. */
    public static final OnFailure NONE = new OnFailure(FailureAction.NONE, RetryMode.FAILED_ACTIONS);
}
