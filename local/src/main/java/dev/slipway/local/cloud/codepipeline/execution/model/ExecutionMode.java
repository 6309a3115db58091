package dev.slipway.local.cloud.codepipeline.execution.model;

/** What happens when a pipeline is started while it runs, by the names of AWS. */
public enum ExecutionMode {
    SUPERSEDED,
    QUEUED,
    PARALLEL
}
