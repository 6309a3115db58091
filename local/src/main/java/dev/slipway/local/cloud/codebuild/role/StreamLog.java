package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.LogSink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * A build's stream of CloudWatch Logs. Lines are sent by a thread of their own, and a build waits for its log only when it prints so much
 * faster than the log takes it that memory would run out.
 */
final class StreamLog implements LogSink {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLog.class);
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 30;
    private static final int MOST_WAITING = 100_000;
    /** Bounds of PutLogEvents: of a batch, with what each event counts beside its text, and of one event. */
    private static final int MOST_EVENTS = 10_000;

    private static final int MOST_BYTES = 1_048_576;

    private static final int EVENT_BYTES = 26;
    private static final int LONGEST = 60_000;

    private final BuildRole role;
    private final String group;
    private final String stream;
    private final BlockingQueue<InputLogEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread sender;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean ended;

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
            createStream(logs);
        } catch (ResourceNotFoundException noGroup) {
            tolerateExisting(() -> logs.createLogGroup(request -> request.logGroupName(group)));
            createStream(logs);
        }
        return true;
    }

    private void createStream(CloudWatchLogsClient logs) {
        tolerateExisting(() ->
                logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream)));
    }

    /** Another build of the project made the group in the meantime, or the SDK tried again after an answer that was lost. */
    private static void tolerateExisting(Runnable creation) {
        try {
            creation.run();
        } catch (ResourceAlreadyExistsException existing) {
            LOG.debug("there already: {}", existing.getMessage());
        }
    }

    @Override
    public void line(Instant at, String line) {
        for (int from = 0; from == 0 || from < line.length(); from += LONGEST) {
            var text = line.substring(from, Math.min(line.length(), from + LONGEST)) + "\n";
            add(InputLogEvent.builder()
                    .timestamp(at.toEpochMilli())
                    .message(text)
                    .build());
        }
    }

    private void add(InputLogEvent event) {
        try {
            var taken = false;
            while (!taken && !ended) {
                taken = waiting.offer(event, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // The build is stopped; its last lines are still wanted, as far as there is room.
            waiting.offer(event);
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when every line is in the stream, or none got there for a while. */
    @Override
    public void close() {
        closed = true;
        try {
            for (var before = -1L; sender.isAlive() && sent.get() > before; ) {
                before = sent.get();
                sender.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
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
        } finally {
            ended = true;
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
        // Lines of several threads may have overtaken each other, which PutLogEvents refuses.
        batch.sort(Comparator.comparing(InputLogEvent::timestamp));
        try (var logs = role.client(CloudWatchLogsClient.builder())) {
            logs.putLogEvents(
                    request -> request.logGroupName(group).logStreamName(stream).logEvents(batch));
        }
        sent.addAndGet(batch.size());
    }
}
