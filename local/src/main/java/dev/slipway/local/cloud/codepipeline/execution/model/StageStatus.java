package dev.slipway.local.cloud.codepipeline.execution.model;

/** The states of a stage in an execution, by the names of AWS. */
public enum StageStatus {
    InProgress(true),
    Succeeded(false),
    Failed(false),
    Stopping(true),
    Stopped(false),
    Cancelled(false),
    Skipped(false);

    private final boolean active;

    StageStatus(boolean active) {
        this.active = active;
    }

    /** Whether it holds the stage. */
    public boolean active() {
        return active;
    }
}
