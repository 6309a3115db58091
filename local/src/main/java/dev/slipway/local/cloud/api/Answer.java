package dev.slipway.local.cloud.api;

import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param status HTTP status
 * @param error AWS error code; null on success
 * @param body JSON text
 */
public record Answer(int status, @Nullable String error, String body) {}
