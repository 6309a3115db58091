package dev.slipway.local.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program with all that it started. Who kills the program alone leaves the rest running, with the files and ports that it holds. */
public final class ProcessTree {
    private ProcessTree() {}

    /** Waits for a program, and tells whether it ended in time; when it did not, or when the wait is interrupted, the tree is killed. */
    public static boolean ends(Process process, Duration limit) throws InterruptedException {
        var ended = false;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended;
        } finally {
            if (!ended) {
                kill(process);
            }
        }
    }

    /** Kills a program and all that it started. What had its own parent end before is nobody's any more, and stays. */
    public static void kill(Process process) {
        kill(process.toHandle());
    }

    /** From the root on: what is dead starts nothing more, and each asks for its own just before. */
    private static void kill(ProcessHandle one) {
        var started = one.children().toList();
        one.destroyForcibly();
        started.forEach(ProcessTree::kill);
    }
}
