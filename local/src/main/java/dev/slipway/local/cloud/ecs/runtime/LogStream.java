package dev.slipway.local.cloud.ecs.runtime;

import java.time.Duration;

/** Output of a container that is being followed. */
public interface LogStream extends AutoCloseable {
    /** Waits until the last line was delivered, for a container that ended. */
    void awaitEnd(Duration limit) throws InterruptedException;

    @Override
    void close();
}
