package dev.slipway.iam;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One test of a {@code Condition} element: the request's value of {@code key} against any of {@code values}.
 *
 * @param operator such as {@code StringEquals}, as written; upper and lower case do not matter to AWS
 * @param key such as {@code aws:SourceAccount}, as written; upper and lower case do not matter to AWS
 * @param values the values, at least one; patterns and policy variables as written
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
public record Condition(String operator, String key, List<String> values) {
    public Condition {
        Objects.requireNonNull(key);
        operator =
                ConditionOperator.parse(operator).map(ConditionOperator::text).orElse(operator);
        values = List.copyOf(values);
    }

    /** A condition on one key. */
    public static Condition of(String operator, String key, String... values) {
        return new Condition(operator, key, List.of(values));
    }

    /** The operator taken apart; empty when AWS has no such operator. */
    public Optional<ConditionOperator> parsedOperator() {
        return ConditionOperator.parse(operator);
    }

    /** Whether this condition is on that key, in whatever case. */
    public boolean isOn(String otherKey) {
        return key.equalsIgnoreCase(otherKey);
    }

    @Override
    public String toString() {
        return operator + " " + key + " " + (values.size() == 1 ? values.get(0) : values);
    }
}
