package dev.slipway.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems; one that is found twice, because a default is used by two services, is kept once. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();
    private int reports;

    void add(String path, String message) {
        found.add(new Problem(path, message));
        reports++;
    }

    void add(String path, IllegalArgumentException wrong) {
        add(path, String.valueOf(wrong.getMessage()));
    }

    /** How often a problem was found, repetitions included: whoever sees it grow knows that his part is wrong. */
    int count() {
        return reports;
    }

    List<Problem> list() {
        return List.copyOf(found);
    }
}
