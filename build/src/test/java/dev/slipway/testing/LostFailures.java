package dev.slipway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What threads threw that nobody waits for. JUnit sees only what its own thread throws: an assertion that fails in the thread of a pool
 * ends that thread, and the test is green.
 */
final class LostFailures {
    private static final ConcurrentLinkedQueue<Lost> LOST = new ConcurrentLinkedQueue<>();

    private LostFailures() {}

    /**
     * A thread's end.
     *
     * @param thread its name
     * @param failure what it threw
     */
    record Lost(String thread, Throwable failure) {}

    /** From now on notes the end of every thread that has no handler of its own. */
    static void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOST.add(new Lost(thread.getName(), failure)));
    }

    /** What was noted since the last time. */
    static List<Lost> take() {
        var all = new ArrayList<Lost>();
        for (@Nullable Lost lost = LOST.poll(); lost != null; lost = LOST.poll()) {
            all.add(lost);
        }
        return all;
    }
}
