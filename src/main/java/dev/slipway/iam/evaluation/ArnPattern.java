package dev.slipway.iam.evaluation;

import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code ArnLike} and {@code ArnEquals}, which AWS treats alike: each of the six parts between colons is compared on its
 * own. A pattern with fewer parts that ends in {@code *} stands for any further parts.
 */
final class ArnPattern {
    private static final int PARTS = 6;

    private final List<Wildcard> parts;

    private ArnPattern(List<Wildcard> parts) {
        this.parts = parts;
    }

    /** Reads a pattern; empty when a part cannot be resolved or the pattern has too few parts. */
    static Optional<ArnPattern> parse(String text, Function<String, @Nullable Wildcard> resolve) {
        List<Wildcard> parts = new ArrayList<>(PARTS);
        for (String part : split(text)) {
            Wildcard wildcard = resolve.apply(part);
            if (wildcard == null) {
                return Optional.empty();
            }
            parts.add(wildcard);
        }
        if (parts.size() < PARTS && !text.endsWith("*") && !Unknown.isIn(text)) {
            return Optional.empty();
        }
        return Optional.of(new ArnPattern(List.copyOf(parts)));
    }

    /** Colons inside {@code ${...}} separate nothing. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>(PARTS);
        int start = 0;
        int at = 0;
        while (at < text.length() && parts.size() < PARTS - 1) {
            if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                at = end < 0 ? text.length() : end;
            } else if (text.charAt(at) == ':') {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
            at++;
        }
        parts.add(text.substring(start));
        return parts;
    }

    Truth matches(String arn) {
        if (Unknown.isWhole(arn)) {
            return parts.size() == 1 && parts.get(0).isAny() ? Truth.YES : Truth.UNKNOWN;
        }
        String[] got = arn.split(":", PARTS);
        Truth all = Truth.YES;
        boolean cut = got.length < PARTS || parts.size() < PARTS;
        if (cut && (Unknown.isIn(arn) || parts.get(parts.size() - 1).hasUnknown())) {
            return Truth.UNKNOWN;
        }
        if (got.length < PARTS) {
            return Truth.NO;
        }
        for (int i = 0; i < parts.size() && all != Truth.NO; i++) {
            all = all.and(parts.get(i).matches(got[i]));
        }
        return all;
    }
}
