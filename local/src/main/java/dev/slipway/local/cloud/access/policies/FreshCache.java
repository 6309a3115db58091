package dev.slipway.local.cloud.access.policies;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps what was read until the next write. While a write is under way nothing is kept, because nobody knows whether the reading came
 * before or after it.
 */
final class FreshCache<K, V> {
    private final Map<K, V> values = new HashMap<>();
    private long generation;
    private int writers;

    V get(K key, Function<K, V> read) {
        long before;
        synchronized (this) {
            var known = values.get(key);
            if (known != null) {
                return known;
            }
            before = generation;
        }
        var value = read.apply(key);
        synchronized (this) {
            if (writers == 0 && generation == before) {
                values.put(key, value);
            }
        }
        return value;
    }

    /** A write is about to happen. */
    synchronized void begin() {
        writers++;
        forget();
    }

    /** A write that began has been answered. */
    synchronized void end() {
        writers--;
        forget();
    }

    private void forget() {
        generation++;
        values.clear();
    }
}
