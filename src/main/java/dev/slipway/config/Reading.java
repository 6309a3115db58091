package dev.slipway.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was read of a mapping: each setting that is right, also when others are wrong. */
final class Reading {
    private final Node node;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Reading> parts = new HashMap<>();
    private final Set<String> wrong = new HashSet<>();
    private @Nullable Record whole;

    Reading(Node node) {
        this.node = node;
    }

    void right(String name, Object value) {
        values.put(name, value);
    }

    void wrong(String name) {
        wrong.add(name);
    }

    void part(String name, Reading part) {
        parts.put(name, part);
    }

    void whole(@Nullable Record record) {
        whole = record;
    }

    /** The record, when all of it is right. */
    Optional<Record> whole() {
        return Optional.ofNullable(whole);
    }

    /** Whether a setting was read, or may stay away; a dot leads into a part. */
    boolean isRight(String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            var part = parts.get(path);
            return !wrong.contains(path) && (part == null || part.whole().isPresent());
        }
        var first = path.substring(0, dot);
        var part = parts.get(first);
        return !wrong.contains(first) && (part == null || part.isRight(path.substring(dot + 1)));
    }

    /** The setting, with its standard when it is not set; null when it is wrong or has none. */
    @Nullable
    Object value(String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            var part = parts.get(path);
            return part == null ? values.get(path) : part.whole;
        }
        var part = parts.get(path.substring(0, dot));
        return part == null ? null : part.value(path.substring(dot + 1));
    }

    /** Whether something is written there, right or wrong. */
    boolean isSet(String path) {
        return !node(path).isAbsent();
    }

    /** The setting as a type. */
    <T> Optional<T> value(String path, Class<T> type) {
        return Optional.ofNullable(value(path)).map(type::cast);
    }

    /** Where the mapping is written. */
    String path() {
        return node.path();
    }

    /** Where the setting is written, or would be. */
    Node node(String path) {
        var found = node;
        for (var name : path.split("[.]", -1)) {
            found = found.member(name);
        }
        return found;
    }
}
