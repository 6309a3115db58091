package dev.slipway.local.cloud.codepipeline.execution.action;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Dates of Git, which are seconds since 1970 and an offset, as variables have them. */
final class GitDates {
    private GitDates() {}

    static String utc(String date) {
        return Instant.ofEpochSecond(Long.parseLong(date.split(" ", 2)[0]))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
