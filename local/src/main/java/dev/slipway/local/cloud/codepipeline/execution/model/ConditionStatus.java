package dev.slipway.local.cloud.codepipeline.execution.model;

/** The states of a condition of a stage, by the names of AWS. */
public enum ConditionStatus {
    InProgress,
    Failed,
    Errored,
    Succeeded,
    Cancelled,
    Abandoned,
    Overridden
}
