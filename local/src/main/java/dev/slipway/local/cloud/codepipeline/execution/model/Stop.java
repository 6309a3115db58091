package dev.slipway.local.cloud.codepipeline.execution.model;

/**
 * A request to stop an execution.
 *
 * @param abandon whether running actions are left to themselves
 * @param reason what the user says; may be empty
 */
public record Stop(boolean abandon, String reason) {}
