package dev.slipway.iam;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pattern as numbers: characters are themselves, what is no character is negative. Runs of wildcards are in one normal form. */
final class PatternTokens {
    /** Any text. */
    static final int STAR = -1;
    /** Any one character. */
    static final int ONE = -2;
    /** Some text that is not known. */
    static final int UNKNOWN = -3;

    /** Any text without a colon: a part of an ARN in a template. */
    static final int PART = -4;

    private static final int COLONS_BEFORE_RESOURCE = 5;

    private PatternTokens() {}

    /** A template such as <code>arn:${Partition}:s3:::${BucketName}</code>: placeholders before the resource stay within their part. */
    static int[] ofTemplate(String template) {
        int[] tokens = new int[template.length()];
        int size = 0;
        int colons = 0;
        int at = 0;
        while (at < template.length()) {
            int end = template.startsWith("${", at) ? template.indexOf('}', at) : -1;
            if (end > 0) {
                tokens[size++] = colons < COLONS_BEFORE_RESOURCE ? PART : STAR;
                at = end + 1;
            } else {
                char c = template.charAt(at++);
                colons += c == ':' ? 1 : 0;
                tokens[size++] = c;
            }
        }
        return normal(tokens, size);
    }

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

    /**
     * The pattern with the values of its variables in their places, which stand for themselves whatever characters they hold. Null
     * when a variable has neither value nor default.
     */
    static int @Nullable [] resolved(String pattern, boolean wildcards, Function<String, @Nullable String> variables) {
        IntStream.Builder tokens = IntStream.builder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = c == '$' && pattern.startsWith("{", at + 1) ? pattern.indexOf('}', at) : -1;
            if (end > 0) {
                String value =
                        PolicyVariable.parse(pattern.substring(at + 2, end)).value(variables);
                if (value == null) {
                    return null;
                }
                Arrays.stream(literal(value)).forEach(tokens::add);
                at = end + 1;
            } else if (isMarkerAt(pattern, at)) {
                tokens.add(UNKNOWN);
                at += Unknown.MARKER.length();
            } else {
                tokens.add(wildcards && c == '*' ? STAR : wildcards && c == '?' ? ONE : c);
                at++;
            }
        }
        int[] all = tokens.build().toArray();
        return normal(all, all.length);
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
