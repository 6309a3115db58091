package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** A build's stream of CloudWatch Logs. Lines are sent by a thread of their own, so that a build never waits for its log. */
final class StreamLog implements LogSink {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLog.class);
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 30;
    private static final int MOST_EVENTS = 1_000;
    /** Bounds of PutLogEvents: of a batch, with what each event counts beside its text, and of one event. */
    private static final int MOST_BYTES = 1_048_576;

    private static final int EVENT_BYTES = 26;
    private static final int LONGEST = 60_000;

    private final BuildRole role;
    private final String group;
    private final String stream;
    private final BlockingQueue<InputLogEvent> waiting = new LinkedBlockingQueue<>();
    private final Thread sender;
    private volatile boolean closed;

    StreamLog(BuildRole role, String group, String stream) {
        this.role = role;
        this.group = group;
        this.stream = stream;
        this.sender = new Thread(this::send, "log of " + role.sessionName());
        sender.setDaemon(true);
    }

    @Override
    public void open() throws CloudCallException {
        try (var logs = role.client(CloudWatchLogsClient.builder())) {
            BuildRole.call(() -> create(logs));
        }
        sender.start();
    }

    /** A group that is missing is made, as CodeBuild does when the role may. */
    private boolean create(CloudWatchLogsClient logs) {
        try {
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        } catch (ResourceNotFoundException noGroup) {
            logs.createLogGroup(request -> request.logGroupName(group));
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
        }
        return true;
    }

    @Override
    public void line(Instant at, String line) {
        for (int from = 0; from == 0 || from < line.length(); from += LONGEST) {
            var text = line.substring(from, Math.min(line.length(), from + LONGEST)) + "\n";
            waiting.add(InputLogEvent.builder()
                    .timestamp(at.toEpochMilli())
                    .message(text)
                    .build());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            sender.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        InputLogEvent left = null;
        try {
            while (true) {
                var batch = new ArrayList<InputLogEvent>();
                // Looked at before the queue: what came before the end is in it then.
                var last = closed;
                left = collect(batch, left, last);
                if (!batch.isEmpty()) {
                    put(batch);
                } else if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CloudCallException | SdkException e) {
            LOG.warn("the log {} of {} ends here: {}", stream, group, String.valueOf(e));
        }
    }

    /** Fills a batch and returns the event that it had no room for. */
    private @Nullable InputLogEvent collect(List<InputLogEvent> batch, @Nullable InputLogEvent left, boolean last)
            throws InterruptedException {
        int bytes = 0;
        var event = left;
        if (event == null && !last) {
            event = waiting.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (event == null) {
            event = waiting.poll();
        }
        while (event != null && batch.size() < MOST_EVENTS) {
            bytes += event.message().getBytes(StandardCharsets.UTF_8).length + EVENT_BYTES;
            if (bytes > MOST_BYTES) {
                return event;
            }
            batch.add(event);
            event = waiting.poll();
        }
        return event;
    }

    private void put(List<InputLogEvent> batch) throws CloudCallException {
        try (var logs = role.client(CloudWatchLogsClient.builder())) {
            logs.putLogEvents(
                    request -> request.logGroupName(group).logStreamName(stream).logEvents(batch));
        }
    }
}
