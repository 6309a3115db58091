package dev.slipway.iam.evaluation;

import dev.slipway.iam.ConditionOperator.Test;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Compares one value of a policy with one value of a request, as the positive form of the operator does. */
final class ValueComparison {
    private final Request request;
    private final boolean variables;

    ValueComparison(Request request, boolean variables) {
        this.request = request;
        this.variables = variables;
    }

    /** Whether the values match; a value that the operator cannot read, such as a number that is none, matches nothing. */
    Truth matches(Test test, String wanted, String got) {
        return switch (test) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> text(wanted, got, false);
            case STRING_LIKE, STRING_NOT_LIKE -> text(wanted, got, true);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE -> ignoringCase(wanted, got);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> arn(wanted, got);
            default -> Unknown.isIn(wanted) || Unknown.isIn(got) ? Truth.UNKNOWN : Truth.of(typed(test, wanted, got));
        };
    }

    private Truth text(String wanted, String got, boolean wildcards) {
        return resolved(wanted, wildcards).map(pattern -> pattern.matches(got)).orElse(Truth.NO);
    }

    private Truth ignoringCase(String wanted, String got) {
        if (wanted.indexOf("${") < 0 && !Unknown.isIn(wanted) && !Unknown.isIn(got)) {
            return Truth.of(wanted.equalsIgnoreCase(got));
        }
        // The marker has no upper case, so lowering everything, the variables' values too, keeps what is unknown.
        return Wildcard.resolved(lower(wanted), false, key -> {
                    String value = variables ? request.variable(key) : null;
                    return value == null ? null : lower(value);
                })
                .map(pattern -> pattern.matches(lower(got)))
                .orElse(Truth.NO);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private Truth arn(String wanted, String got) {
        return ArnPattern.parse(wanted, part -> resolved(part, true).orElse(null))
                .map(pattern -> pattern.matches(got))
                .orElse(Truth.NO);
    }

    private Optional<Wildcard> resolved(String pattern, boolean wildcards) {
        if (variables) {
            return Wildcard.resolved(pattern, wildcards, request::variable);
        }
        return Optional.of(wildcards ? Wildcard.withoutVariables(pattern) : Wildcard.literal(pattern));
    }

    private static boolean typed(Test test, String wanted, String got) {
        return switch (test) {
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(wanted, got, order -> order == 0);
            case NUMERIC_LESS_THAN -> number(wanted, got, order -> order < 0);
            case NUMERIC_LESS_THAN_EQUALS -> number(wanted, got, order -> order <= 0);
            case NUMERIC_GREATER_THAN -> number(wanted, got, order -> order > 0);
            case NUMERIC_GREATER_THAN_EQUALS -> number(wanted, got, order -> order >= 0);
            case DATE_EQUALS, DATE_NOT_EQUALS -> date(wanted, got, order -> order == 0);
            case DATE_LESS_THAN -> date(wanted, got, order -> order < 0);
            case DATE_LESS_THAN_EQUALS -> date(wanted, got, order -> order <= 0);
            case DATE_GREATER_THAN -> date(wanted, got, order -> order > 0);
            case DATE_GREATER_THAN_EQUALS -> date(wanted, got, order -> order >= 0);
            case BOOL -> wanted.equalsIgnoreCase(got);
            case BINARY_EQUALS -> wanted.equals(got);
            case IP_ADDRESS, NOT_IP_ADDRESS ->
                IpRange.parse(wanted).map(range -> range.contains(got)).orElse(false);
            default -> throw new IllegalArgumentException("not a typed test: " + test);
        };
    }

    private static boolean number(String wanted, String got, IntPredicate order) {
        return ConditionValues.number(got)
                .flatMap(left -> ConditionValues.number(wanted).map(right -> order.test(left.compareTo(right))))
                .orElse(false);
    }

    private static boolean date(String wanted, String got, IntPredicate order) {
        return ConditionValues.date(got)
                .flatMap(left -> ConditionValues.date(wanted).map(right -> order.test(left.compareTo(right))))
                .orElse(false);
    }
}
