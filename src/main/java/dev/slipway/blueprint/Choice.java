package dev.slipway.blueprint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A setting with few possible values, each known by the word that AWS uses for it. */
public interface Choice {
    /** The word in configuration and arguments. */
    String word();

    /** The words of a choice, in order. */
    static List<String> words(Class<? extends Choice> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::word).toList();
    }

    /**
     * Finds the value with this word.
     *
     * @throws IllegalArgumentException when there is none; the message lists the words that there are
     */
    static <C extends Choice> C parse(Class<C> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("got \"%s\", expected one of %s"
                        .formatted(word, words(type).stream().collect(Collectors.joining(", ")))));
    }
}
