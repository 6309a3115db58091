package dev.slipway.local.cloud.ecs.health;

import java.time.Duration;

/**
 * How often something is checked, and how many results in a row decide.
 *
 * @param interval between two checks, seconds on AWS
 * @param timeout after which a check counts as failed
 * @param healthyThreshold passes in a row that make an unhealthy one healthy again
 * @param unhealthyThreshold failures in a row that make it unhealthy
 * @param startPeriod time after the start in which failures do not count
 */
public record CheckSchedule(
        Duration interval, Duration timeout, int healthyThreshold, int unhealthyThreshold, Duration startPeriod) {
    /** Checks that every number makes sense. */
    public CheckSchedule {
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "health check interval is %s and timeout %s, expected more than zero: correct the health check"
                            .formatted(interval, timeout));
        }
        if (healthyThreshold < 1 || unhealthyThreshold < 1) {
            throw new IllegalArgumentException(
                    "health check thresholds are %d and %d, expected 1 or more: correct the health check"
                            .formatted(healthyThreshold, unhealthyThreshold));
        }
        if (startPeriod.isNegative()) {
            throw new IllegalArgumentException(
                    "health check start period is %s, expected zero or more: correct the health check"
                            .formatted(startPeriod));
        }
    }
}
