package dev.slipway.testing;

import java.time.Duration;

/**
 * How long a test waits for what must happen. No test is about how fast a machine is: what takes this long never happens, and the message
 * of the one that waits says more than the limit of JUnit, which comes later.
 */
public final class Patience {
    public static final Duration LIMIT = Duration.ofMinutes(8);
    /** {@link #LIMIT} for the methods of {@code java.util.concurrent}. */
    public static final long SECONDS = LIMIT.toSeconds();

    private Patience() {}
}
