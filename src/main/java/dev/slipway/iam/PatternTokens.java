package dev.slipway.iam;

import java.util.Arrays;

/** A pattern as numbers: characters are themselves, what is no character is negative. Runs of wildcards are in one normal form. */
final class PatternTokens {
    /** Any text. */
    static final int STAR = -1;
    /** Any one character. */
    static final int ONE = -2;
    /** Some text that is not known. */
    static final int UNKNOWN = -3;

    private PatternTokens() {}

    static int[] of(String pattern, boolean variables) {
        int[] tokens = new int[pattern.length()];
        int size = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int token = c;
            if (c == '*') {
                token = STAR;
            } else if (c == '?') {
                token = ONE;
            } else if (isMarkerAt(pattern, i)) {
                token = UNKNOWN;
                i += Unknown.MARKER.length() - 1;
            } else if (variables && c == '$' && i + 1 < pattern.length() && pattern.charAt(i + 1) == '{') {
                int end = pattern.indexOf('}', i);
                if (end > 0) {
                    // ${*}, ${?} and ${$} are how a policy writes these characters themselves.
                    token = end == i + 3 && "*?$".indexOf(pattern.charAt(i + 2)) >= 0 ? pattern.charAt(i + 2) : UNKNOWN;
                    i = end;
                }
            }
            tokens[size++] = token;
        }
        return normal(tokens, size);
    }

    static int[] literal(String text) {
        int[] tokens = new int[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isMarkerAt(text, i)) {
                tokens[size++] = UNKNOWN;
                i += Unknown.MARKER.length() - 1;
            } else {
                tokens[size++] = text.charAt(i);
            }
        }
        return Arrays.copyOf(tokens, size);
    }

    /** The widest pattern that this one may turn out to be: any text for what is unknown. */
    static int[] widened(int[] tokens) {
        int[] wide = tokens.clone();
        for (int i = 0; i < wide.length; i++) {
            if (wide[i] == UNKNOWN) {
                wide[i] = STAR;
            }
        }
        return normal(wide, wide.length);
    }

    /** {@code *?*} and {@code ?**} match the same texts: in normal form the single characters come first and one star last. */
    static int[] normal(int[] tokens, int size) {
        int[] out = new int[size];
        int length = 0;
        int at = 0;
        while (at < size) {
            if (tokens[at] != STAR && tokens[at] != ONE) {
                out[length++] = tokens[at++];
                continue;
            }
            boolean star = false;
            while (at < size && (tokens[at] == STAR || tokens[at] == ONE)) {
                if (tokens[at] == STAR) {
                    star = true;
                } else {
                    out[length++] = ONE;
                }
                at++;
            }
            if (star) {
                out[length++] = STAR;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static boolean isMarkerAt(String text, int index) {
        return text.charAt(index) == '0' && text.startsWith(Unknown.MARKER, index);
    }
}
