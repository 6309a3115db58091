package dev.slipway.local.terminal;

import java.time.Duration;

/** Durations in few characters. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 7s}, {@code 2m 05s} or {@code 3h 10m}. */
    public static String of(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        } else if (seconds < 3600) {
            return "%dm %02ds".formatted(seconds / 60, seconds % 60);
        }
        return "%dh %02dm".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
