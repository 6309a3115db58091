package dev.slipway.local.cloud.codepipeline.execution.model;

/** The states of an execution, by the names of AWS. */
public enum ExecutionStatus {
    InProgress(true),
    Stopping(true),
    Stopped(false),
    Succeeded(false),
    Superseded(false),
    Failed(false),
    Cancelled(false);

    private final boolean active;

    ExecutionStatus(boolean active) {
        this.active = active;
    }

    /** Whether it goes on by itself. */
    public boolean active() {
        return active;
    }
}
