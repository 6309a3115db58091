package dev.slipway.local.executions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;

/** Reads the logs of builds and tasks. */
public final class LogReader {
    private static final int PAGES = 20;

    private final CodeBuildClient codebuild;
    private final CloudWatchLogsClient logs;

    /** A reader that asks these clients. */
    public LogReader(CodeBuildClient codebuild, CloudWatchLogsClient logs) {
        this.codebuild = codebuild;
        this.logs = logs;
    }

    /** Where a build writes its log; empty as long as that is not decided. */
    public Optional<LogPlace> ofBuild(String buildId) {
        return build(buildId).flatMap(LogReader::place);
    }

    private Optional<Build> build(String id) {
        return codebuild.batchGetBuilds(request -> request.ids(id)).builds().stream()
                .findFirst();
    }

    private static Optional<LogPlace> place(Build build) {
        return Optional.ofNullable(build.logs())
                .filter(place -> place.groupName() != null && place.streamName() != null)
                .map(place -> new LogPlace(place.groupName(), place.streamName()));
    }

    /** Why a build failed, with at most so many lines of what its command printed; empty when no phase of it has failed. */
    public Optional<BuildFailure> failure(String buildId, int most) {
        return build(buildId).flatMap(build -> BuildFailure.reader(build, most).map(failed -> {
            place(build).ifPresent(place -> readAll(place, failed));
            return failed.failure();
        }));
    }

    private void readAll(LogPlace place, Consumer<String> lines) {
        var next = "";
        while (true) {
            var chunk = read(place, next);
            chunk.lines().forEach(line -> lines.accept(line.text()));
            if (chunk.lines().isEmpty() || chunk.next().equals(next)) {
                return;
            }
            next = chunk.next();
        }
    }

    /**
     * What was written since the last look. A stream that does not exist yet is one without lines.
     *
     * @param place the stream
     * @param from what the last look said is next; empty for the beginning
     */
    public LogChunk read(LogPlace place, String from) {
        var lines = new ArrayList<LogChunk.Line>();
        var next = from;
        try {
            for (int page = 0; page < PAGES; page++) {
                var token = next.isEmpty() ? null : next;
                var answer = logs.getLogEvents(request -> request.logGroupName(place.group())
                        .logStreamName(place.stream())
                        .startFromHead(true)
                        .nextToken(token));
                answer.events().forEach(event -> lines.addAll(lines(event)));
                var following = answer.nextForwardToken();
                if (following == null
                        || following.equals(next)
                        || answer.events().isEmpty()) {
                    // An empty stream's token may not lead to what comes later.
                    next = following == null || (lines.isEmpty() && from.isEmpty()) ? next : following;
                    break;
                }
                next = following;
            }
        } catch (ResourceNotFoundException notYet) {
            return new LogChunk(List.of(), from);
        }
        return new LogChunk(lines, next);
    }

    private static List<LogChunk.Line> lines(OutputLogEvent event) {
        var time = Instant.ofEpochMilli(event.timestamp());
        return event.message()
                .lines()
                .map(line -> new LogChunk.Line(time, line))
                .toList();
    }
}
