package dev.slipway.local.executions;

/**
 * A log stream.
 *
 * @param group name of its log group
 * @param stream its name
 */
public record LogPlace(String group, String stream) {}
