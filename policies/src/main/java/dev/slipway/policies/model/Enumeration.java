package dev.slipway.policies.model;

import java.util.List;

/** Some texts as one, for a sentence. */
final class Enumeration {
    private Enumeration() {}

    /** The first of them, and how many more there are. */
    static String of(List<String> texts, int most) {
        // "and 1 more" is longer than most names.
        int shown = texts.size() <= most + 1 ? texts.size() : most;
        String first = String.join(", ", texts.subList(0, shown));
        return shown == texts.size() ? first : first + " and " + (texts.size() - shown) + " more";
    }
}
