package dev.slipway.iam;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition operator, taken apart: {@code ForAnyValue:StringLikeIfExists} is the set quantifier {@code ForAnyValue}, the test
 * {@code StringLike}, and {@code IfExists}.
 *
 * @param quantifier how the values of the request are combined
 * @param test how one value of the request is compared with one value of the policy
 * @param ifExists whether the condition holds when the request lacks the key
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
public record ConditionOperator(Quantifier quantifier, Test test, boolean ifExists) {
    /** How several values of one context key are combined. */
    public enum Quantifier {
        /** The key has one value. */
        SINGLE(""),
        /** Every value of the request must match; no value at all matches too. */
        FOR_ALL_VALUES("ForAllValues:"),
        /** At least one value of the request must match. */
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }

        /** What stands before the test, with its colon; empty for {@link #SINGLE}. */
        public String prefix() {
            return prefix;
        }
    }

    /** The comparisons. */
    public enum Test {
        STRING_EQUALS("StringEquals"),
        STRING_NOT_EQUALS("StringNotEquals"),
        STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
        STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
        STRING_LIKE("StringLike"),
        STRING_NOT_LIKE("StringNotLike"),
        NUMERIC_EQUALS("NumericEquals"),
        NUMERIC_NOT_EQUALS("NumericNotEquals"),
        NUMERIC_LESS_THAN("NumericLessThan"),
        NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
        NUMERIC_GREATER_THAN("NumericGreaterThan"),
        NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
        DATE_EQUALS("DateEquals"),
        DATE_NOT_EQUALS("DateNotEquals"),
        DATE_LESS_THAN("DateLessThan"),
        DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
        DATE_GREATER_THAN("DateGreaterThan"),
        DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
        BOOL("Bool"),
        BINARY_EQUALS("BinaryEquals"),
        IP_ADDRESS("IpAddress"),
        NOT_IP_ADDRESS("NotIpAddress"),
        ARN_EQUALS("ArnEquals"),
        ARN_LIKE("ArnLike"),
        ARN_NOT_EQUALS("ArnNotEquals"),
        ARN_NOT_LIKE("ArnNotLike"),
        NULL("Null");

        private final String text;

        Test(String text) {
            this.text = text;
        }

        /** The spelling of AWS's documentation. */
        public String text() {
            return text;
        }

        /** Whether the test holds when the compared values differ, such as {@code StringNotLike}. */
        public boolean negated() {
            return text.contains("Not");
        }
    }

    private static final String IF_EXISTS = "ifexists";
    private static final Map<String, Test> TESTS = Arrays.stream(Test.values())
            .collect(Collectors.toUnmodifiableMap(test -> test.text().toLowerCase(Locale.ROOT), Function.identity()));
    private static final int REMEMBERED = 1024;
    private static final Map<String, Optional<ConditionOperator>> PARSED = new ConcurrentHashMap<>();

    public ConditionOperator {
        Objects.requireNonNull(quantifier);
        Objects.requireNonNull(test);
        if (test == Test.NULL && ifExists) {
            throw new IllegalArgumentException("NullIfExists is no operator: Null already asks whether the key exists");
        }
    }

    /** Reads an operator; upper and lower case do not matter. Empty when AWS has no such operator. */
    public static Optional<ConditionOperator> parse(String text) {
        Optional<ConditionOperator> known = PARSED.get(text);
        if (known != null) {
            return known;
        }
        Optional<ConditionOperator> parsed = read(text.toLowerCase(Locale.ROOT));
        if (PARSED.size() < REMEMBERED) {
            PARSED.put(text, parsed);
        }
        return parsed;
    }

    private static Optional<ConditionOperator> read(String lower) {
        Quantifier quantifier = Quantifier.SINGLE;
        String rest = lower;
        for (Quantifier candidate : Quantifier.values()) {
            String prefix = candidate.prefix().toLowerCase(Locale.ROOT);
            if (!prefix.isEmpty() && lower.startsWith(prefix)) {
                quantifier = candidate;
                rest = lower.substring(prefix.length());
            }
        }
        boolean ifExists = rest.endsWith(IF_EXISTS);
        Test test = TESTS.get(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
        if (test == null || (test == Test.NULL && ifExists)) {
            return Optional.empty();
        }
        return Optional.of(new ConditionOperator(quantifier, test, ifExists));
    }

    /** The spelling of AWS's documentation, such as {@code ForAnyValue:StringLikeIfExists}. */
    public String text() {
        return quantifier.prefix() + test.text() + (ifExists ? "IfExists" : "");
    }

    @Override
    public String toString() {
        return text();
    }
}
