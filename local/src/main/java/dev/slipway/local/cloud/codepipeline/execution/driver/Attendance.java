package dev.slipway.local.cloud.codepipeline.execution.driver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks after everything that runs, each by one thread at a time and again and again until it has ended. */
final class Attendance implements AutoCloseable {
    private static final int THREADS = 8;
    private static final long STOP_SECONDS = 10;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, work -> {
        var thread = new Thread(work, "pipeline-actions");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> attended = ConcurrentHashMap.newKeySet();
    private final Duration pause;

    Attendance(Duration pause) {
        this.pause = pause;
    }

    /**
     * Looks after something, unless that is done already.
     *
     * @param id what
     * @param look takes it further; true when it goes on
     */
    void attend(String id, BooleanSupplier look) {
        if (attended.add(id)) {
            schedule(id, look, Duration.ZERO);
        }
    }

    /** Does something once, soon. */
    void soon(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException stopping) {
            // The next start of the cloud does it.
            return;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what runs catches everything itself
    private void schedule(String id, BooleanSupplier look, Duration wait) {
        try {
            threads.schedule(() -> run(id, look), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            attended.remove(id);
        }
    }

    private void run(String id, BooleanSupplier look) {
        var goesOn = false;
        try {
            goesOn = look.getAsBoolean();
        } catch (RuntimeException e) {
            System.err.println("slipway-local: looking after " + id + " failed, it is tried again: " + e);
            goesOn = true;
        } finally {
            if (!goesOn) {
                attended.remove(id);
            }
        }
        if (goesOn) {
            schedule(id, look, pause);
        }
    }

    /** Lets running steps end; what they do not finish is resumed by the next start. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            System.err.println("slipway-local: some pipeline actions did not stop within " + STOP_SECONDS + " s");
        }
    }
}
