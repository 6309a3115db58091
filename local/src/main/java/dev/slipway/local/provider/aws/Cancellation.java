package dev.slipway.local.provider.aws;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Set once, when the engine cancels: waits end, no new step starts. */
public final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);

    /** Cancels everything that waits. */
    public void cancel() {
        cancelled.countDown();
    }

    /**
     * Sleeps.
     *
     * @throws IllegalStateException if cancelled before or meanwhile
     */
    void sleep(long millis, String waitingFor) {
        try {
            if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("cancelled while waiting for " + waitingFor + "; run the update again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + waitingFor + "; run the update again", e);
        }
    }
}
