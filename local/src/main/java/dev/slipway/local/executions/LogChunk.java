package dev.slipway.local.executions;

import java.time.Instant;
import java.util.List;

/**
 * A part of a log.
 *
 * @param lines in the order of the log
 * @param next from where to read on; empty for the beginning, as long as the log is not there
 */
public record LogChunk(List<Line> lines, String next) {
    /** Copies the lines. */
    public LogChunk {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param time when it was written
     * @param text without the line break at its end
     */
    public record Line(Instant time, String text) {}
}
