package dev.slipway.iam.evaluation;

import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.ConditionOperator.Test;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares conditions with a request.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">Conditions
 *     with several keys or values</a>
 */
final class ConditionMatcher {
    private final Request request;
    private final ValueComparison comparison;

    ConditionMatcher(Request request, boolean variables) {
        this.request = request;
        this.comparison = new ValueComparison(request, variables);
    }

    /** Whether the condition holds. An operator that AWS does not have leaves it open: AWS would refuse the document. */
    Truth holds(Condition condition) {
        Optional<ConditionOperator> parsed = condition.parsedOperator();
        if (parsed.isEmpty() || Unknown.isIn(condition.key())) {
            return Truth.UNKNOWN;
        }
        ConditionOperator operator = parsed.get();
        List<String> got = request.values(condition.key());
        boolean openKey = got != null && got.size() == 1 && Unknown.isWhole(got.get(0)) && isMissing(condition.key());
        if (openKey) {
            return open(condition, operator);
        }
        return known(condition, operator, got);
    }

    private boolean isMissing(String key) {
        return request.open() && !request.context().containsKey(key.toLowerCase(Locale.ROOT));
    }

    /** The key may be absent, or have any value: only what holds either way is certain. */
    private Truth open(Condition condition, ConditionOperator operator) {
        Truth absent = known(condition, operator, null);
        Truth present = known(condition, operator, List.of(Unknown.MARKER));
        return absent == present ? absent : Truth.UNKNOWN;
    }

    private Truth known(Condition condition, ConditionOperator operator, @Nullable List<String> got) {
        if (operator.test() == Test.NULL) {
            return isNull(condition.values(), got == null);
        }
        boolean negated = operator.test().negated();
        if (got == null) {
            return Truth.of(operator.ifExists()
                    || operator.quantifier() == ConditionOperator.Quantifier.FOR_ALL_VALUES
                    || (operator.quantifier() == ConditionOperator.Quantifier.SINGLE && negated));
        }
        boolean every =
                switch (operator.quantifier()) {
                    case FOR_ALL_VALUES -> true;
                    case FOR_ANY_VALUE -> false;
                    // AWS leaves several values without a set operator undefined; nothing is granted by one value among
                    // others.
                    case SINGLE -> negated;
                };
        Truth all = Truth.YES;
        Truth any = Truth.NO;
        for (String value : got) {
            Truth matches = anyOf(operator.test(), condition.values(), value);
            Truth holds = negated ? matches.not() : matches;
            all = all.and(holds);
            any = any.or(holds);
        }
        return every ? all : any;
    }

    private Truth anyOf(Test test, List<String> wanted, String got) {
        Truth any = Truth.NO;
        for (String value : wanted) {
            any = any.or(comparison.matches(test, value, got));
            if (any == Truth.YES) {
                return any;
            }
        }
        return any;
    }

    private static Truth isNull(List<String> wanted, boolean absent) {
        Truth any = Truth.NO;
        for (String value : wanted) {
            any = any.or(
                    Unknown.isIn(value) ? Truth.UNKNOWN : Truth.of(value.equalsIgnoreCase(Boolean.toString(absent))));
        }
        return any;
    }
}
