package dev.slipway.local.rehearsal.scene;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits, for so long and no longer.
 *
 * @param limit how long one wait may take
 * @param pause between two looks
 */
public record Wait(Duration limit, Duration pause) {
    /** Something did not happen in time. */
    public static final class TookTooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TookTooLong(String what, Duration limit) {
            super("waited %d s for %s, in vain".formatted(limit.toSeconds(), what));
        }
    }

    /**
     * Looks until there is something.
     *
     * @param what it is, for the message
     * @throws TookTooLong when it does not come
     */
    public <T> T until(String what, Supplier<Optional<T>> look) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() >= end) {
                throw new TookTooLong(what, limit);
            }
            Thread.sleep(pause.toMillis());
        }
    }
}
