package dev.slipway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody who misspelt a word meant. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "x"?}, or nothing when no word is near. */
    static String hint(String written, Collection<String> words) {
        return of(written, words).map("; did you mean \"%s\"?"::formatted).orElse("");
    }

    static Optional<String> of(String written, Collection<String> words) {
        var limit = Math.max(2, written.length() / 3);
        return words.stream()
                .filter(word -> distance(written, word) <= limit)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, blind to case. */
    private static int distance(String first, String second) {
        var a = first.toLowerCase(Locale.ROOT);
        var b = second.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
