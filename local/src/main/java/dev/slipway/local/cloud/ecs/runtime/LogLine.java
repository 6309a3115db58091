package dev.slipway.local.cloud.ecs.runtime;

import java.time.Instant;

/**
 * A line that a container wrote.
 *
 * @param at when
 * @param message without the line end
 */
public record LogLine(Instant at, String message) {}
