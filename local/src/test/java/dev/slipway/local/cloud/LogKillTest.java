package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** A kill in the midst of appends loses no event whose call was answered, and leaves no half one. */
class LogKillTest {
    private static final String GROUP = "group";
    private static final int STREAMS = 4;

    @Test
    void eventsThatWereAnsweredAreThereAfterAKillAndAreWhole(@TempDir Path state) throws Exception {
        var answered = new ConcurrentSkipListSet<String>();
        var asked = new ConcurrentSkipListSet<String>();
        var threads = Executors.newFixedThreadPool(STREAMS);
        for (int round = 0; round < 3; round++) {
            var cloud = CloudProcess.start(state);
            try (var logs = cloud.client(CloudWatchLogsClient.builder())) {
                if (round == 0) {
                    logs.createLogGroup(r -> r.logGroupName(GROUP));
                }
                var writers = new ArrayList<Future<SdkException>>();
                for (int stream = 0; stream < STREAMS; stream++) {
                    var name = "round-%d-%d".formatted(round, stream);
                    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName(name));
                    writers.add(threads.submit(writer(cloud, name, asked, answered)));
                }
                int enough = 50 * (round + 1);
                for (int tries = 0; answered.size() < enough && tries < 3_000; tries++) {
                    Thread.sleep(10);
                }
                cloud.killBoth();
                for (var writer : writers) {
                    assertThat(writer.get()).hasMessageNotContaining("InternalFailure");
                }
            }
        }
        threads.shutdown();
        try (var cloud = CloudProcess.start(state);
                var logs = cloud.client(CloudWatchLogsClient.builder())) {
            var found = new ArrayList<String>();
            for (var stream :
                    logs.describeLogStreamsPaginator(r -> r.logGroupName(GROUP)).logStreams()) {
                logs
                        .getLogEventsPaginator(r -> r.logGroupName(GROUP)
                                .logStreamName(stream.logStreamName())
                                .startFromHead(true))
                        .events()
                        .stream()
                        .map(OutputLogEvent::message)
                        .forEach(found::add);
            }
            assertThat(answered).hasSizeGreaterThanOrEqualTo(150);
            assertThat(found).doesNotHaveDuplicates().containsAll(answered).isSubsetOf(asked);
        }
    }

    /** Writes until the cloud is gone, and answers how it noticed that. */
    private static Callable<SdkException> writer(
            CloudProcess cloud,
            String stream,
            ConcurrentSkipListSet<String> asked,
            ConcurrentSkipListSet<String> answered) {
        return () -> {
            try (var logs = cloud.client(CloudWatchLogsClient.builder())) {
                for (int i = 0; ; i++) {
                    var texts = List.of(stream + " a " + i, stream + " b " + i);
                    asked.addAll(texts);
                    logs.putLogEvents(r -> r.logGroupName(GROUP)
                            .logStreamName(stream)
                            .logEvents(texts.stream()
                                    .map(text -> InputLogEvent.builder()
                                            .timestamp(Instant.now().toEpochMilli())
                                            .message(text)
                                            .build())
                                    .toList()));
                    answered.addAll(texts);
                }
            } catch (SdkException killed) {
                return killed;
            }
        };
    }
}
