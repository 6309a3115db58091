package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.logs.EventLog.Incoming;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts events into a stream, and reads those of one stream.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>, whose bounds were read 2026-11-30
 */
final class EventOperations {
    /** Answers still have a token; AWS does not look at it any more. */
    static final String SEQUENCE = "1";

    /** Most bytes of a batch, of an event and of an answer. */
    static final int MOST_BYTES = 1_048_576;

    static final int MOST_EVENTS = 10_000;
    private static final long FUTURE = Duration.ofHours(2).toMillis();
    private static final long PAST = Duration.ofDays(14).toMillis();
    private static final long SPAN = Duration.ofHours(24).toMillis();

    private final Groups groups;

    EventOperations(Groups groups) {
        this.groups = groups;
    }

    static int size(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + LogEvent.OVERHEAD;
    }

    JsonNode put(Call call) {
        var group = call.text("logGroupName");
        var rows = groups.groups().store().read(view -> new ObjectNode[] {
            groups.require(view, call, group), groups.requireStream(view, call, group, call.text("logStreamName"))
        });
        var events = incoming(call.input().path("logEvents"));
        var now = groups.clock().millis();
        var expired = before(events, groups.cutoff(rows[0]));
        var tooOld = before(events, now - PAST);
        var tooNew = before(events, now + FUTURE + 1);
        var accepted = events.subList(Math.min(tooNew, Math.max(expired, tooOld)), tooNew);
        if (!accepted.isEmpty()) {
            checkSpan(accepted);
            var log = groups.log(rows[1]);
            log.forgetBefore(groups.cutoff(rows[0]));
            log.append(accepted, now);
        }
        var answer = Json.object().put("nextSequenceToken", SEQUENCE);
        if (accepted.size() < events.size()) {
            var rejected = answer.putObject("rejectedLogEventsInfo");
            if (tooNew < events.size()) {
                rejected.put("tooNewLogEventStartIndex", tooNew);
            }
            if (tooOld > 0) {
                rejected.put("tooOldLogEventEndIndex", tooOld);
            }
            if (expired > 0) {
                rejected.put("expiredLogEventEndIndex", expired);
            }
        }
        return answer;
    }

    private static List<Incoming> incoming(JsonNode given) {
        var events = new ArrayList<Incoming>(given.size());
        var bytes = 0L;
        var last = Long.MIN_VALUE;
        for (var event : given) {
            var incoming = new Incoming(
                    event.path("timestamp").asLong(), event.path("message").asText());
            if (incoming.time() < last) {
                throw Groups.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            last = incoming.time();
            bytes += size(incoming.message());
            events.add(incoming);
        }
        if (bytes > MOST_BYTES) {
            throw Groups.invalid("Upload too large: %d bytes exceeds limit of %d".formatted(bytes, MOST_BYTES));
        }
        return events;
    }

    private static int before(List<Incoming> events, long time) {
        var count = 0;
        while (count < events.size() && events.get(count).time() < time) {
            count++;
        }
        return count;
    }

    private static void checkSpan(List<Incoming> events) {
        if (events.get(events.size() - 1).time() - events.get(0).time() > SPAN) {
            throw Groups.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    JsonNode get(Call call) {
        var group = Groups.name(call);
        var rows = groups.groups().store().read(view -> new ObjectNode[] {
            groups.require(view, call, group), groups.requireStream(view, call, group, call.text("logStreamName"))
        });
        var log = groups.log(rows[1]);
        var from = Math.max(call.input().path("startTime").asLong(0), groups.cutoff(rows[0]));
        return log.reading(() -> page(call, log, from));
    }

    private static ObjectNode page(Call call, EventLog log, long from) {
        var lower = log.before(from);
        var upper = call.has("endTime")
                ? Math.max(lower, log.before(call.input().path("endTime").asLong()))
                : log.size();
        var limit = call.input().path("limit").asInt(MOST_EVENTS);
        var given = call.text("nextToken");
        var forward = call.input().path("startFromHead").asBoolean();
        var position = forward ? lower : upper;
        if (!given.isEmpty()) {
            var place = Place.parse(given);
            forward = place.forward();
            position = Math.min(Math.max(place.position(log), lower), upper);
        }
        var page =
                forward ? Reading.forward(log, position, upper, limit) : Reading.backward(log, position, lower, limit);
        var start = forward ? position : position - page.size();
        var end = start + page.size();
        var next = Place.at(log, end, true).text();
        var previous = Place.at(log, start, false).text();
        if (page.isEmpty() && !given.isEmpty()) {
            // The token of the request tells clients that there is no more for now.
            next = forward ? given : next;
            previous = forward ? previous : given;
        }
        return Json.object(
                        "events",
                        Json.array(page.stream()
                                .map(event -> Json.object()
                                        .put("timestamp", event.time())
                                        .put("message", event.message())
                                        .put("ingestionTime", event.ingested()))
                                .toList()))
                .put("nextForwardToken", next)
                .put("nextBackwardToken", previous);
    }
}
