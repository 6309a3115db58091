package dev.slipway.local.cloud.codepipeline.execution.model;

/**
 * The further attempts of a stage.
 *
 * @param automatic how many the pipeline made by itself
 * @param manual how many were asked for
 * @param latest AutomatedStageRetry or ManualStageRetry; empty for none
 */
public record Retries(int automatic, int manual, String latest) {
    /** No further attempt. */
    public static final Retries NONE = new Retries(0, 0, "");

    /** One more that the pipeline makes by itself. */
    public Retries automatically() {
        return new Retries(automatic + 1, manual, "AutomatedStageRetry");
    }

    /** One more that was asked for. */
    public Retries manually() {
        return new Retries(automatic, manual + 1, "ManualStageRetry");
    }
}
