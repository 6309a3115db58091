package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the streams of a group together, in the order of time, and only what matches a pattern. */
final class FilterOperation {
    private static final int MOST_LOOKED_AT = 16 << 20;
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})/(\\d{1,18})/(\\d{15})");

    private static final Comparator<Cursor> EARLIEST = Comparator.comparingLong(
                    (Cursor cursor) -> cursor.event().time())
            .thenComparing(Cursor::file)
            .thenComparingLong(cursor -> cursor.event().number());

    private final Groups groups;

    FilterOperation(Groups groups) {
        this.groups = groups;
    }

    /** The last event that was looked at: what follows it, in the order of time, file and number, is to come. */
    private record Mark(long time, long number, String file) {
        static @Nullable Mark parse(String token) {
            if (token.isEmpty()) {
                return null;
            }
            var match = TOKEN.matcher(decode(token));
            if (!match.matches()) {
                throw Groups.invalid("The specified nextToken is invalid.");
            }
            return new Mark(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), match.group(3));
        }

        private static String decode(String token) {
            try {
                return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        static Mark at(Cursor cursor) {
            return new Mark(cursor.event().time(), cursor.event().number(), cursor.file());
        }

        String text() {
            var text = "%d/%d/%s".formatted(time, number, file);
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        boolean isBefore(Cursor cursor) {
            var event = cursor.event();
            if (event.time() != time) {
                return event.time() > time;
            }
            var order = cursor.file().compareTo(file);
            return order == 0 ? event.number() > number : order > 0;
        }
    }

    /** A stream that is read event by event. */
    private static final class Cursor {
        private final String stream;
        private final String file;
        private final EventLog log;
        private final long end;
        private long position;
        private EventLog.@Nullable Part part;

        Cursor(ObjectNode row, EventLog log, long from, long to) {
            this.stream = row.path("logStreamName").asText();
            this.file = row.path("file").asText();
            this.log = log;
            this.position = log.before(from);
            this.end = to == Long.MAX_VALUE ? log.size() : log.before(to + 1);
        }

        boolean hasEvent() {
            return position < end;
        }

        LogEvent event() {
            var read = part;
            if (read == null || position >= read.to() || position < read.from()) {
                read = log.at(position);
                part = read;
            }
            return read.events().get((int) (position - read.from()));
        }

        void advance() {
            position++;
        }

        String file() {
            return file;
        }

        ObjectNode shown() {
            var event = event();
            return Json.object()
                    .put("logStreamName", stream)
                    .put("timestamp", event.time())
                    .put("message", event.message())
                    .put("ingestionTime", event.ingested())
                    .put("eventId", "%020d%018d%018d".formatted(event.time(), Long.parseLong(file), event.number()));
        }
    }

    JsonNode filter(Call call) {
        var group = Groups.name(call);
        if (call.has("logStreamNames") && call.has("logStreamNamePrefix")) {
            throw Groups.invalid("only one of logStreamNames and logStreamNamePrefix may be given");
        }
        if (!call.input().path("startFromHead").asBoolean(true)) {
            throw Groups.invalid("startFromHead is false: the local cloud tells the earliest events first");
        }
        var pattern = FilterPattern.parse(call.text("filterPattern"));
        var mark = Mark.parse(call.text("nextToken"));
        var row = groups.require(call, group);
        var from = Math.max(
                Math.max(call.input().path("startTime").asLong(0), groups.cutoff(row)), mark == null ? 0 : mark.time());
        var to = call.input().path("endTime").asLong(Long.MAX_VALUE);
        var waiting = new PriorityQueue<>(EARLIEST);
        for (var stream : streams(call, group)) {
            var log = groups.log(stream);
            if (!log.isEmpty() && log.last() >= from && log.first() <= to) {
                var cursor = new Cursor(stream, log, from, to);
                while (mark != null && cursor.hasEvent() && !mark.isBefore(cursor)) {
                    cursor.advance();
                }
                if (cursor.hasEvent()) {
                    waiting.add(cursor);
                }
            }
        }
        return page(waiting, pattern, call.input().path("limit").asInt(EventOperations.MOST_EVENTS));
    }

    private static ObjectNode page(PriorityQueue<Cursor> waiting, FilterPattern pattern, int limit) {
        var found = new ArrayList<ObjectNode>();
        var bytes = 0L;
        var lookedAt = 0L;
        Mark last = null;
        while (!waiting.isEmpty()
                && found.size() < limit
                && bytes < EventOperations.MOST_BYTES
                && lookedAt < MOST_LOOKED_AT) {
            var cursor = waiting.remove();
            var message = cursor.event().message();
            lookedAt += message.length() + LogEvent.OVERHEAD;
            if (pattern.matches(message)) {
                bytes += EventOperations.size(message);
                found.add(cursor.shown());
            }
            last = Mark.at(cursor);
            cursor.advance();
            if (cursor.hasEvent()) {
                waiting.add(cursor);
            }
        }
        var answer = Json.object("events", Json.array(found));
        answer.putArray("searchedLogStreams");
        if (last != null && !waiting.isEmpty()) {
            answer.put("nextToken", last.text());
        }
        return answer;
    }

    private List<ObjectNode> streams(Call call, String group) {
        return groups.streams().store().read(view -> {
            var all = groups.streamsOf(view, call, group, call.text("logStreamNamePrefix"));
            if (!call.has("logStreamNames")) {
                return List.copyOf(all.values());
            }
            var named = new ArrayList<ObjectNode>();
            call.input()
                    .path("logStreamNames")
                    .forEach(name -> named.add(groups.requireStream(view, call, group, name.asText())));
            return named;
        });
    }
}
