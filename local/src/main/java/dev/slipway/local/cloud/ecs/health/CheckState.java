package dev.slipway.local.cloud.ecs.health;

import java.time.Instant;

/**
 * What the results of a check say so far. The first pass makes a new one healthy, as on AWS; after that the thresholds
 * decide.
 *
 * @param verdict what the results say
 * @param passes passes in a row
 * @param failures failures in a row that counted
 * @param detail what the last check found, in AWS's words; empty before the first
 */
public record CheckState(Verdict verdict, int passes, int failures, String detail) {
    /** Nothing is known yet. */
    public static final CheckState INITIAL = new CheckState(Verdict.INITIAL, 0, 0, "");

    /** What a row of results says. */
    public enum Verdict {
        /** Not decided yet. */
        INITIAL,
        /** Passes. */
        HEALTHY,
        /** Fails. */
        UNHEALTHY
    }

    /** The state after one more result. */
    public CheckState after(CheckResult result, CheckSchedule schedule, Instant startedAt, Instant now) {
        if (result.passed()) {
            var row = passes + 1;
            var healthy = verdict != Verdict.UNHEALTHY || row >= schedule.healthyThreshold();
            return new CheckState(healthy ? Verdict.HEALTHY : verdict, row, 0, result.detail());
        }
        if (verdict == Verdict.INITIAL && now.isBefore(startedAt.plus(schedule.startPeriod()))) {
            return new CheckState(verdict, 0, 0, result.detail());
        }
        var row = failures + 1;
        var unhealthy = row >= schedule.unhealthyThreshold();
        return new CheckState(unhealthy ? Verdict.UNHEALTHY : verdict, 0, row, result.detail());
    }
}
