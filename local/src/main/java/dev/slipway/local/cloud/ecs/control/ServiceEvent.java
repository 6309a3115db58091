package dev.slipway.local.cloud.ecs.control;

import java.time.Instant;

/**
 * An entry of a service's event list.
 *
 * @param id UUID
 * @param createdAt when
 * @param message in ECS's words
 */
public record ServiceEvent(String id, Instant createdAt, String message) {}
