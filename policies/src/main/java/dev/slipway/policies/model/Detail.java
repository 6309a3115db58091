package dev.slipway.policies.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What some of the entries of a statement do. Findings of one statement that expect the same are told as one, with the details of
 * all.
 *
 * @param phrase what they do, such as {@code changes permissions}
 * @param names who does, such as actions
 */
public record Detail(String phrase, List<String> names) {
    public Detail {
        names = List.copyOf(names);
        if (phrase.isBlank() || names.isEmpty()) {
            throw new IllegalArgumentException(
                    "got the phrase \"" + phrase + "\" of " + names + ", expected what is done and by which names");
        }
    }

    /** Details with each phrase once and each of its names once. */
    static List<Detail> merged(List<Detail> details) {
        Map<String, Set<String>> byPhrase = new LinkedHashMap<>();
        for (Detail detail : details) {
            byPhrase.computeIfAbsent(detail.phrase(), phrase -> new LinkedHashSet<>())
                    .addAll(detail.names());
        }
        List<Detail> merged = new ArrayList<>();
        byPhrase.forEach((phrase, names) -> merged.add(new Detail(phrase, List.copyOf(names))));
        return merged;
    }

    /** One text of several details. */
    static String shown(List<Detail> details, int most) {
        return Enumeration.of(
                details.stream()
                        .map(detail -> detail.phrase() + " (" + Enumeration.of(detail.names(), most) + ")")
                        .toList(),
                most);
    }
}
