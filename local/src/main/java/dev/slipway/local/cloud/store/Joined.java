package dev.slipway.local.cloud.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The changes of several transactions of one thread that go to disk together, and what was there before them. */
final class Joined {
    /** How long others wait to write; a thread that waits for one of them would wait for ever. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Map<String, Optional<ObjectNode>>> changes = new TreeMap<>();
    private final Map<String, Map<String, Optional<ObjectNode>>> before = new TreeMap<>();
    private long since;
    private boolean separated;

    /** Adds the changes of a transaction that follows. */
    void add(Transaction transaction, Function<String, ? extends Map<String, ObjectNode>> stored) {
        if (changes.isEmpty()) {
            since = System.nanoTime();
        }
        transaction
                .changes()
                .forEach((table, rows) -> rows.forEach((key, row) -> {
                    before.computeIfAbsent(table, name -> new TreeMap<>())
                            .putIfAbsent(
                                    key, Optional.ofNullable(stored.apply(table).get(key)));
                    changes.computeIfAbsent(table, name -> new TreeMap<>()).put(key, row);
                }));
    }

    Map<String, Map<String, Optional<ObjectNode>>> changes() {
        return changes;
    }

    Map<String, Map<String, Optional<ObjectNode>>> before() {
        return before;
    }

    /** How long others still wait. */
    long millisLeft() {
        return PATIENCE.minusNanos(System.nanoTime() - since).toMillis();
    }

    /** What comes now is no longer joined. */
    void separate() {
        separated = true;
    }

    boolean separated() {
        return separated;
    }
}
