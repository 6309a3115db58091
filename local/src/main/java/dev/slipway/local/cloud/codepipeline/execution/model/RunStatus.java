package dev.slipway.local.cloud.codepipeline.execution.model;

/** The states of an action or a rule, by the names of AWS. */
public enum RunStatus {
    InProgress,
    Succeeded,
    Failed,
    Abandoned;

    /** Whether it has come to an end. */
    public boolean ended() {
        return this != InProgress;
    }

    /** Whether it has come to an end that another attempt may mend. */
    public boolean retryable() {
        return this == Failed || this == Abandoned;
    }
}
