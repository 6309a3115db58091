package dev.slipway.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The limit of a whole run. Just before Surefire or Failsafe would kill it without a word, says what every thread does, and ends the
 * processes that tests started: whoever reads their output goes on, and its test fails by name.
 */
final class TimeLimit {
    private static final String SECONDS = "slipway.tests.limit";

    private final Thread watch;

    private TimeLimit(Duration limit, Path report) {
        watch = new Thread(() -> await(limit, report), "limit of the test run");
        watch.setDaemon(true);
        watch.start();
    }

    /** What is left of the limit that Surefire or Failsafe gives to this process, if any: one that runs class by class has one limit for all. */
    static Optional<Duration> ofThisRun() {
        return Optional.ofNullable(Integer.getInteger(SECONDS))
                .map(Duration::ofSeconds)
                .map(limit -> limit.minus(age()));
    }

    private static Duration age() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /** A limit that begins now. */
    static TimeLimit start(Duration limit, Path report) {
        return new TimeLimit(limit, report);
    }

    void stop() {
        watch.interrupt();
    }

    private static void await(Duration limit, Path report) {
        try {
            Thread.sleep(Math.max(0, limit.toMillis()));
        } catch (InterruptedException ended) {
            return;
        }
        var text = "the tests have not ended within %s; what each thread does:%n%s"
                .formatted(limit, threads(Thread.getAllStackTraces()));
        System.err.println(text);
        try {
            Files.createDirectories(report.toAbsolutePath().getParent());
            Files.writeString(report, text);
        } catch (IOException e) {
            System.err.println("and " + report + " cannot be written: " + e);
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    static String threads(Map<Thread, StackTraceElement[]> all) {
        var text = new StringBuilder();
        var sorted = new TreeMap<String, String>();
        all.forEach((thread, stack) -> {
            var one = new StringBuilder("\"%s\" %s%n".formatted(thread.getName(), thread.getState()));
            for (var frame : stack) {
                one.append("    at ").append(frame).append(System.lineSeparator());
            }
            sorted.put(thread.getName() + "\0" + thread.getId(), one.toString());
        });
        sorted.values().forEach(one -> text.append(one).append(System.lineSeparator()));
        return text.toString();
    }
}
