package dev.slipway.local.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A filter pattern of unstructured text: terms that all must be there, {@code ?terms} of which one must, {@code -terms} that must not,
 * phrases in quotes, and regular expressions between percent signs. Case counts.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>, read 2026-11-30
 */
final class FilterPattern {
    private static final Pattern TERM =
            Pattern.compile("([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|%((?:[^%\\\\]|\\\\.)+)%|(\\S+))");

    private final List<Predicate<String>> required = new ArrayList<>();
    private final List<Predicate<String>> optional = new ArrayList<>();
    private final List<Predicate<String>> excluded = new ArrayList<>();

    private FilterPattern() {}

    /** The pattern that a text is; an empty one matches everything. */
    static FilterPattern parse(String text) {
        var pattern = new FilterPattern();
        var rest = text.strip();
        if (rest.startsWith("{") || rest.startsWith("[")) {
            throw Groups.invalid(
                    "the filter pattern %s is for JSON or columns, which the local cloud does not have: give terms, \"phrases\" or %%expressions%%"
                            .formatted(rest));
        }
        var terms = TERM.matcher(rest);
        while (terms.find()) {
            var place =
                    switch (terms.group(1)) {
                        case "?" -> pattern.optional;
                        case "-" -> pattern.excluded;
                        default -> pattern.required;
                    };
            place.add(term(terms.group(2), terms.group(3), terms.group(4)));
        }
        return pattern;
    }

    private static Predicate<String> term(String phrase, String expression, String word) {
        if (expression != null) {
            try {
                return Pattern.compile(expression).asPredicate();
            } catch (PatternSyntaxException e) {
                throw Groups.invalid("the filter pattern has the expression %s, which is none: %s"
                        .formatted(expression, e.getDescription()));
            }
        }
        var text = phrase == null ? word : phrase.replaceAll("\\\\(.)", "$1");
        return message -> message.contains(text);
    }

    /** Whether an event with this message is told. */
    boolean matches(String message) {
        return required.stream().allMatch(term -> term.test(message))
                && excluded.stream().noneMatch(term -> term.test(message))
                // Beside required terms, optional ones change nothing.
                && (optional.isEmpty()
                        || !required.isEmpty()
                        || optional.stream().anyMatch(term -> term.test(message)));
    }
}
