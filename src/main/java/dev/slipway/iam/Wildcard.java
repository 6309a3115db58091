package dev.slipway.iam;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of texts: {@code *} is any text, {@code ?} any one character, all else itself. Parts may be unknown: Pulumi's unknown
 * marker and policy variables stand for some text. Questions about patterns with unknown parts are answered with {@link Truth}.
 *
 * <p>A question takes time proportional to the product of both lengths at worst, and mostly one pass over the common prefix; nothing
 * backtracks.
 */
public final class Wildcard {
    private static final int REMEMBERED = 8192;
    private static final int LONGEST_REMEMBERED = 512;
    private static final Map<String, Wildcard> PATTERNS = new ConcurrentHashMap<>();
    private static final Map<String, Wildcard> ACTIONS = new ConcurrentHashMap<>();

    /** Matches every text. */
    public static final Wildcard ANY = of("*");

    private final String text;
    private final int[] tokens;
    private final int prefix;
    private final boolean unknown;

    private Wildcard(String text, int[] tokens) {
        this.text = text;
        this.tokens = tokens;
        int known = 0;
        while (known < tokens.length && tokens[known] >= 0) {
            known++;
        }
        this.prefix = known;
        boolean some = false;
        for (int token : tokens) {
            some |= token == PatternTokens.UNKNOWN;
        }
        this.unknown = some;
    }

    /** A pattern as {@code Resource} elements and {@code StringLike} conditions write it; {@code ${...}} is an unknown part. */
    public static Wildcard of(String pattern) {
        Wildcard known = PATTERNS.get(pattern);
        if (known == null) {
            known = new Wildcard(pattern, PatternTokens.of(pattern, true));
            remember(PATTERNS, pattern, known);
        }
        return known;
    }

    /** A pattern as {@code Action} elements write it: upper and lower case do not matter, and there are no variables. */
    public static Wildcard ofAction(String pattern) {
        Wildcard known = ACTIONS.get(pattern);
        if (known == null) {
            known = new Wildcard(pattern, PatternTokens.of(pattern.toLowerCase(Locale.ROOT), false));
            remember(ACTIONS, pattern, known);
        }
        return known;
    }

    /**
     * What the ARNs of a template look like, such as <code>arn:${Partition}:s3:::${BucketName}</code>. To be asked with
     * {@link #meets}, as the other side too.
     */
    public static Wildcard ofArnTemplate(String template) {
        return new Wildcard(template, PatternTokens.ofTemplate(template));
    }

    /** A text that stands for itself, wildcard characters too; Pulumi's unknown marker in it is unknown. */
    public static Wildcard literal(String text) {
        return new Wildcard(text, PatternTokens.literal(text));
    }

    /**
     * A pattern with the values of its policy variables in their places. Values stand for themselves, wildcard characters too.
     *
     * @param wildcards whether {@code *} and {@code ?} in the pattern are wildcards, as in {@code Resource} and {@code StringLike},
     *     or characters, as in {@code StringEquals}
     * @param variables the value of a request key; null when the request has none; may hold Pulumi's unknown marker
     * @return empty when a variable has neither value nor default; then AWS takes the pattern as matching nothing
     */
    public static Optional<Wildcard> resolved(
            String pattern, boolean wildcards, Function<String, @Nullable String> variables) {
        if (pattern.indexOf("${") < 0) {
            return Optional.of(wildcards ? of(pattern) : literal(pattern));
        }
        int[] tokens = PatternTokens.resolved(pattern, wildcards, variables);
        return tokens == null ? Optional.empty() : Optional.of(new Wildcard(pattern, tokens));
    }

    /** A pattern of a document of version 2008-10-17, in which {@code ${...}} stands for itself. */
    public static Wildcard withoutVariables(String pattern) {
        return pattern.indexOf("${") < 0 ? of(pattern) : new Wildcard(pattern, PatternTokens.of(pattern, false));
    }

    private static void remember(Map<String, Wildcard> all, String pattern, Wildcard wildcard) {
        if (pattern.length() <= LONGEST_REMEMBERED && all.size() < REMEMBERED) {
            all.put(pattern, wildcard);
        }
    }

    /** Whether the text matches. Parts of the text may be unknown. */
    public Truth matches(String candidate) {
        if (unknown || Unknown.isIn(candidate)) {
            return meets(literal(candidate));
        }
        return Truth.of(matchesKnown(candidate));
    }

    private boolean matchesKnown(String candidate) {
        int length = candidate.length();
        if (length < prefix) {
            return false;
        }
        for (int i = 0; i < prefix; i++) {
            if (tokens[i] != candidate.charAt(i)) {
                return false;
            }
        }
        int at = prefix;
        int in = prefix;
        int star = -1;
        int resume = 0;
        while (in < length) {
            if (at < tokens.length && tokens[at] == PatternTokens.STAR) {
                star = at++;
                resume = in;
            } else if (at < tokens.length && (tokens[at] == PatternTokens.ONE || tokens[at] == candidate.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < tokens.length && tokens[at] == PatternTokens.STAR) {
            at++;
        }
        return at == tokens.length;
    }

    /** Whether every text that matches the other pattern matches this one. */
    public Truth covers(Wildcard other) {
        if (isAny()) {
            return Truth.YES;
        }
        if (!unknown && !other.unknown) {
            return PatternContainment.covers(this, other);
        }
        if (!unknown) {
            int[] widest = PatternTokens.widened(other.tokens);
            if (PatternContainment.covers(this, new Wildcard(other.text, widest)) == Truth.YES) {
                return Truth.YES;
            }
        }
        Wildcard widest = new Wildcard(text, PatternTokens.widened(tokens));
        return PatternContainment.mayCover(widest, other) ? Truth.UNKNOWN : Truth.NO;
    }

    /** Whether some text matches both patterns. */
    public Truth meets(Wildcard other) {
        if (isAny() || other.isAny()) {
            return Truth.YES;
        }
        if (PatternIntersection.meet(tokens, other.tokens)) {
            return Truth.YES;
        }
        if (!unknown && !other.unknown) {
            return Truth.NO;
        }
        boolean possible = PatternIntersection.meet(PatternTokens.widened(tokens), PatternTokens.widened(other.tokens));
        return possible ? Truth.UNKNOWN : Truth.NO;
    }

    /** Whether every text matches. */
    public boolean isAny() {
        return tokens.length == 1 && tokens[0] == PatternTokens.STAR;
    }

    /** Whether exactly one text matches, and it is known. */
    public boolean isLiteral() {
        return prefix == tokens.length;
    }

    /** Whether some part is unknown. */
    public boolean hasUnknown() {
        return unknown;
    }

    /** Whether the pattern has a wildcard character. */
    public boolean hasWildcard() {
        for (int token : tokens) {
            if (token == PatternTokens.STAR || token == PatternTokens.ONE) {
                return true;
            }
        }
        return false;
    }

    int[] tokens() {
        return tokens;
    }

    int prefix() {
        return prefix;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wildcard wildcard && Arrays.equals(tokens, wildcard.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    /** The pattern as written. */
    @Override
    public String toString() {
        return text;
    }
}
