package dev.slipway.local.cloud.page;

import java.time.Instant;

/**
 * An event that a rule sends to a target.
 *
 * @param time when the rule matched
 * @param rule name of the rule
 * @param target ARN of the target
 * @param event what happened: its detail-type
 * @param state {@code PENDING}, {@code DELIVERED} or {@code FAILED}
 * @param attempts how often the target was called
 * @param result what the target made of it, or why it did not
 */
public record DeliveryEntry(
        Instant time, String rule, String target, String event, String state, int attempts, String result) {}
