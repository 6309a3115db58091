package dev.slipway;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Lets the SDK rest while it waits for the engine.
 *
 * <p>To see when a program's tasks are done, the SDK looks at all of them again and again without a pause, and writes all
 * of them into a message each time: a processor is busy from the first resource of an {@code up} to its last. Each round
 * gives that message to the SDK's logger, wanted or not. This filter of the logger takes it as the place for a pause,
 * nine times as long as the round took and half a second at most, so that the rounds cost about a tenth of a processor.
 *
 * <p>An SDK without that message is not slowed down; {@code PollingPauseTest} says so, and this class can go.
 */
final class PollingPause implements Filter {
    private static final String ROUND = "Remaining tasks [";
    private static final int PAUSES_A_ROUND = 9;
    private static final long SHORTEST = Duration.ofMillis(1).toNanos();
    private static final long LONGEST = Duration.ofMillis(500).toNanos();

    private final LongConsumer rest;
    private volatile long resumed = System.nanoTime();

    private PollingPause(LongConsumer rest) {
        this.rest = rest;
    }

    /** Makes one the filter of the SDK's logger; it rests by a call with nanoseconds. */
    static void install(Logger sdk, LongConsumer rest) {
        sdk.setFilter(new PollingPause(rest));
        // Else the logger does not ask its filter.
        sdk.setLevel(Level.FINEST);
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        var message = entry.getMessage();
        if (message != null && message.startsWith(ROUND)) {
            rest.accept(pause(System.nanoTime() - resumed));
            resumed = System.nanoTime();
        }
        return entry.getLevel().intValue() > Level.FINEST.intValue();
    }

    /** Nanoseconds to rest after a round that took so many. */
    static long pause(long round) {
        return Math.min(LONGEST, Math.max(SHORTEST, PAUSES_A_ROUND * round));
    }
}
