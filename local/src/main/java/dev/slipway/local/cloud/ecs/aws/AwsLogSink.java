package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.LogDestination;
import dev.slipway.local.cloud.ecs.control.LogSink;
import dev.slipway.local.cloud.ecs.control.TaskResourceFailure;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import dev.slipway.local.cloud.ecs.runtime.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** CloudWatch Logs, in the name of the execution role. */
public final class AwsLogSink implements LogSink {
    /** Bounds of PutLogEvents: of a batch, with what each event counts beside its text. */
    private static final int MOST_EVENTS = 10_000;

    private static final int MOST_BYTES = 1_048_576;
    private static final int EVENT_BYTES = 26;

    private final AwsClients clients;

    /** Makes it. */
    public AwsLogSink(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public void open(LogDestination destination, String stream, TaskSession session) throws TaskResourceFailure {
        var client = clients.client(CloudWatchLogsClient.builder(), destination.region(), session);
        if (destination.createGroup()) {
            tolerateExisting(() -> client.createLogGroup(request -> request.logGroupName(destination.group())));
        }
        tolerateExisting(() -> client.createLogStream(
                request -> request.logGroupName(destination.group()).logStreamName(stream)));
    }

    private static void tolerateExisting(Runnable call) throws TaskResourceFailure {
        try {
            call.run();
        } catch (ResourceAlreadyExistsException existing) {
            return;
        } catch (SdkException e) {
            throw new TaskResourceFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void write(LogDestination destination, String stream, TaskSession session, List<LogLine> lines)
            throws TaskResourceFailure {
        var client = clients.client(CloudWatchLogsClient.builder(), destination.region(), session);
        try {
            for (var batch : batches(lines)) {
                client.putLogEvents(request -> request.logGroupName(destination.group())
                        .logStreamName(stream)
                        .logEvents(batch));
            }
        } catch (SdkException e) {
            throw new TaskResourceFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Lines in the order of their times, as standard output and error may overtake each other, and no batch larger than a call may be. */
    private static List<List<InputLogEvent>> batches(List<LogLine> lines) {
        var batches = new ArrayList<List<InputLogEvent>>();
        var bytes = MOST_BYTES;
        for (var line : lines.stream().sorted(Comparator.comparing(LogLine::at)).toList()) {
            // CloudWatch Logs refuses an empty message.
            var message = line.message().isEmpty() ? " " : line.message();
            var size = message.getBytes(StandardCharsets.UTF_8).length + EVENT_BYTES;
            if (bytes + size > MOST_BYTES || batches.get(batches.size() - 1).size() == MOST_EVENTS) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += size;
            batches.get(batches.size() - 1)
                    .add(InputLogEvent.builder()
                            .timestamp(line.at().toEpochMilli())
                            .message(message)
                            .build());
        }
        return batches;
    }

    @Override
    public Instant newest(LogDestination destination, String stream) throws TaskResourceFailure {
        try {
            // ECS itself looks: an execution role has no right to read.
            return clients
                    .client(CloudWatchLogsClient.builder(), destination.region())
                    .describeLogStreams(
                            request -> request.logGroupName(destination.group()).logStreamNamePrefix(stream))
                    .logStreams()
                    .stream()
                    .filter(found -> found.logStreamName().equals(stream) && found.lastEventTimestamp() != null)
                    // A time in milliseconds stands for the whole millisecond.
                    .map(found -> Instant.ofEpochMilli(found.lastEventTimestamp() + 1))
                    .findFirst()
                    .orElse(Instant.EPOCH);
        } catch (SdkException e) {
            throw new TaskResourceFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
