package dev.slipway.local.cloud.logs;

import java.util.regex.Pattern;

/**
 * Where a reading of a stream goes on, in words that hold when earlier events arrive late: a time, and how many of its events come before.
 *
 * @param forward whether the reading goes towards later events
 * @param time the time; negative at the beginning of the stream
 * @param offset how many events of that time come before the place
 */
record Place(boolean forward, long time, long offset) {
    private static final Pattern TEXT = Pattern.compile("([fb])/(?:(\\d{1,18}):(\\d{1,9})|-)");

    /** The place before the event at a position. */
    static Place at(EventLog log, long position, boolean forward) {
        if (position == 0) {
            return new Place(forward, -1, 0);
        }
        var part = log.at(position - 1);
        var time = part.events().get((int) (position - 1 - part.from())).time();
        return new Place(forward, time, position - log.before(time));
    }

    /** The place that a token names. */
    static Place parse(String token) {
        var match = TEXT.matcher(token);
        if (!match.matches()) {
            throw Groups.invalid("The specified nextToken is invalid.");
        }
        var forward = match.group(1).equals("f");
        return match.group(2) == null
                ? new Place(forward, -1, 0)
                : new Place(forward, Long.parseLong(match.group(2)), Long.parseLong(match.group(3)));
    }

    long position(EventLog log) {
        return time < 0 ? 0 : log.before(time) + offset;
    }

    String text() {
        return (forward ? "f/" : "b/") + (time < 0 ? "-" : time + ":" + offset);
    }
}
