package dev.slipway.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems; one that is found twice, because a default is used by two services, is kept once. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String path, String message) {
        found.add(new Problem(path, message));
    }

    void add(String path, IllegalArgumentException wrong) {
        add(path, String.valueOf(wrong.getMessage()));
    }

    int count() {
        return found.size();
    }

    List<Problem> list() {
        return List.copyOf(found);
    }
}
