package dev.slipway.local.cloud.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Answers of the API, sent again whenever they change, as server-sent events: the name of an event is the path, its data the JSON.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class Live {
    /** Each holds a thread. */
    private static final int AT_ONCE = 32;

    private static final int PATHS = 6;
    private static final Duration PING = Duration.ofSeconds(10);

    private final PageApi api;
    private final Duration pause;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    Live(PageApi api, Duration pause) {
        this.api = api;
        this.pause = pause;
    }

    /** Takes a place; false when all are taken. */
    boolean enter() {
        return !closed && places.tryAcquire();
    }

    /** Gives a place back. */
    void leave() {
        places.release();
    }

    /** The paths that a request wants to follow. */
    static List<String> paths(Map<String, String> query) {
        var paths = new ArrayList<>(List.of(query.getOrDefault("follow", "").split(",", -1)));
        paths.removeIf(String::isEmpty);
        return paths.subList(0, Math.min(PATHS, paths.size()));
    }

    /** Sends until the reader has gone, or the cloud stops. */
    void send(Map<String, String> query, OutputStream to) throws IOException {
        var sent = new HashMap<String, String>();
        var idle = Duration.ZERO;
        to.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        to.flush();
        while (!closed) {
            for (var path : paths(query)) {
                var json = api.get(List.of(path.split("/", -1)), query).json();
                if (!json.equals(sent.put(path, json))) {
                    to.write("event: %s\ndata: %s\n\n".formatted(path, json).getBytes(StandardCharsets.UTF_8));
                    idle = Duration.ZERO;
                }
            }
            if (idle.compareTo(PING) >= 0) {
                // The only way to learn that the reader has gone.
                to.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                idle = Duration.ZERO;
            }
            to.flush();
            idle = idle.plus(pause);
            if (!rest()) {
                return;
            }
        }
    }

    private boolean rest() {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void close() {
        closed = true;
    }
}
