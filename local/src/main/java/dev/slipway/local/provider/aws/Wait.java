package dev.slipway.local.provider.aws;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A named and bounded wait.
 *
 * @param name what is waited for, in words that fit after "waiting for"
 * @param limit how long at most
 */
public record Wait(String name, Duration limit) {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    /**
     * Until the condition holds.
     *
     * @throws IllegalStateException when the limit is over or the engine cancels
     */
    public void until(Cancellation cancellation, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                throw new IllegalStateException("waited " + limit.toSeconds() + " s for " + name
                        + ", and it did not happen; look at the resource, then run the update again");
            }
            cancellation.sleep(pause, name);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /** The call's answer, once it no longer fails in the way that passes by itself. */
    public <T> T retry(Cancellation cancellation, Predicate<AwsServiceException> passing, Supplier<T> call) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return call.get();
            } catch (AwsServiceException e) {
                if (!passing.test(e) || System.nanoTime() >= end) {
                    throw e;
                }
            }
            cancellation.sleep(pause, name);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }
}
