package dev.slipway.local.cloud.codepipeline.execution.model;

/**
 * What started an execution.
 *
 * @param type such as CloudWatchEvent
 * @param detail such as the ARN of the rule
 */
public record Trigger(String type, String detail) {}
