package dev.slipway.local.cloud.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pages of a stream: as many events as were asked for, and no more than fit into an answer. */
final class Reading {
    private Reading() {}

    /** Events from a position on, the earliest first. */
    static List<LogEvent> forward(EventLog log, long from, long end, int limit) {
        var events = new ArrayList<LogEvent>();
        var bytes = 0L;
        for (var position = from; position < end && events.size() < limit; ) {
            var part = log.at(position);
            for (; position < Math.min(part.to(), end) && events.size() < limit; position++) {
                var event = part.events().get((int) (position - part.from()));
                bytes += EventOperations.size(event.message());
                if (bytes > EventOperations.MOST_BYTES && !events.isEmpty()) {
                    return events;
                }
                events.add(event);
            }
        }
        return events;
    }

    /** Events before a position, the earliest first. */
    static List<LogEvent> backward(EventLog log, long from, long start, int limit) {
        var events = new ArrayList<LogEvent>();
        var bytes = 0L;
        var full = false;
        for (var position = from; position > start && events.size() < limit && !full; ) {
            var part = log.at(position - 1);
            for (; position > Math.max(part.from(), start) && events.size() < limit; position--) {
                var event = part.events().get((int) (position - 1 - part.from()));
                bytes += EventOperations.size(event.message());
                if (bytes > EventOperations.MOST_BYTES && !events.isEmpty()) {
                    full = true;
                    break;
                }
                events.add(event);
            }
        }
        Collections.reverse(events);
        return events;
    }
}
