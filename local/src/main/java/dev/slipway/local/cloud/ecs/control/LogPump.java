package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.LogLine;
import dev.slipway.local.cloud.ecs.runtime.LogStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the output of one container to its log stream, in batches. */
final class LogPump {
    private static final Logger LOG = LoggerFactory.getLogger(LogPump.class);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final LogSink sink;
    private final LogDestination destination;
    private final String stream;
    private final TaskSession session;
    private final List<LogLine> waiting = new ArrayList<>();
    private @Nullable LogStream source;

    LogPump(LogSink sink, LogDestination destination, String stream, TaskSession session) {
        this.sink = sink;
        this.destination = destination;
        this.stream = stream;
        this.session = session;
    }

    void follow(LogStream output) {
        source = output;
    }

    void accept(LogLine line) {
        synchronized (waiting) {
            waiting.add(line);
        }
    }

    /** Writes what waits. One at a time: the lines of a stream have an order. */
    synchronized void flush() {
        List<LogLine> batch;
        synchronized (waiting) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            sink.write(destination, stream, session, batch);
        } catch (TaskResourceFailure e) {
            LOG.warn("{} lines of {} {} are lost: {}", batch.size(), destination.group(), stream, e.getMessage());
        }
    }

    /** Waits for the last lines of a container that ended, and writes them. */
    void finish() throws InterruptedException {
        var output = source;
        if (output != null) {
            output.awaitEnd(LAST_LINES);
            output.close();
        }
        flush();
    }

    /** Lets the container go on without being followed. */
    void abandon() {
        var output = source;
        if (output != null) {
            output.close();
        }
        flush();
    }
}
