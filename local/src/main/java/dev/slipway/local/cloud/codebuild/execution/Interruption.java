package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import org.jspecify.annotations.Nullable;

/** Ends a build from outside: a stop or a timeout, whichever comes first. */
final class Interruption {
    private @Nullable BuildStatus reason;
    private @Nullable Thread thread;
    private @Nullable Runnable action;
    private boolean over;

    /** The calling thread is the build's: it is interrupted when the build is to end. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (reason != null) {
            thread.interrupt();
        }
    }

    /** What else is to happen when the build is to end. */
    synchronized void onEnd(Runnable next) {
        action = next;
        if (reason != null) {
            next.run();
        }
    }

    /** Ends the build with this status, unless it is ending already. */
    synchronized void end(BuildStatus status) {
        if (reason != null || over) {
            return;
        }
        reason = status;
        if (action != null) {
            action.run();
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * From now on nothing interrupts the build any more.
     *
     * @return whether its thread had been interrupted
     */
    synchronized boolean over() {
        over = true;
        return Thread.interrupted();
    }

    /** The status that the build is to end with, or null while it may go on. */
    synchronized @Nullable BuildStatus reason() {
        return reason;
    }
}
