package dev.slipway.blueprint;

import java.util.regex.Pattern;

/**
 * The rule that a text has to follow: a pattern and a length.
 *
 * @param what what the text is, with its article: {@code an ECR repository name}
 * @param pattern the regular expression that the whole text matches; ECMA-262 and Java read it alike
 * @param minLength least number of characters
 * @param maxLength greatest number of characters
 * @param words the rule in words
 */
public record TextRule(String what, String pattern, int minLength, int maxLength, String words) {
    public TextRule {
        Pattern.compile(pattern);
        if (minLength < 0 || maxLength < minLength) {
            throw new IllegalArgumentException(
                    "got length %d to %d, expected 0 <= least <= greatest".formatted(minLength, maxLength));
        }
    }

    /**
     * Checks a text.
     *
     * @throws IllegalArgumentException when the text does not follow the rule
     */
    public String check(String text) {
        if (text.length() < minLength || text.length() > maxLength || !Pattern.matches(pattern, text)) {
            throw new IllegalArgumentException("got \"%s\", expected %s: %s".formatted(text, what, describe()));
        }
        return text;
    }

    private String describe() {
        return "%d to %d characters, %s".formatted(minLength, maxLength, words);
    }
}
