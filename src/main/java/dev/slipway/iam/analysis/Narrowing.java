package dev.slipway.iam.analysis;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.ConditionOperator.Quantifier;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.catalog.ActionInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether conditions narrow. Only a condition that fails when the key is absent does: not a negated one, not {@code IfExists}, not
 * {@code ForAllValues}. A value that matches everything, such as {@code *} or {@code 0.0.0.0/0}, narrows nothing.
 */
public final class Narrowing {
    private static final String ARN = "arn:";

    private Narrowing() {}

    /** Whether a condition of the statement holds it to the keys that the predicate names; it is given keys in lower case. */
    public static Truth by(Statement statement, Predicate<String> keys) {
        Truth any = Truth.NO;
        for (Condition condition : statement.conditions()) {
            if (Unknown.isIn(condition.operator()) || Unknown.isIn(condition.key())) {
                any = any.or(Truth.UNKNOWN);
            } else if (keys.test(condition.key().toLowerCase(Locale.ROOT))) {
                any = any.or(narrows(condition));
            }
        }
        return any;
    }

    /** Whether a condition holds the action to certain resources: by their tags, or by a key of the action's own service. */
    public static Truth byResourceCondition(Statement statement, ActionInfo action) {
        if (statement.conditions().isEmpty()) {
            return Truth.NO;
        }
        String service = action.service().toLowerCase(Locale.ROOT) + ":";
        return by(
                statement,
                key -> key.startsWith("aws:resourcetag/")
                        || key.startsWith("aws:requesttag/")
                        // What is done to a role may be held by the role's tags, whose key is IAM's: sts:AssumeRole.
                        || ((key.startsWith(service) || key.contains("tag/")) && documents(action, key)));
    }

    private static boolean documents(ActionInfo action, String lowerKey) {
        for (String key : action.conditionKeys()) {
            int variable = variable(key);
            boolean same = variable < 0
                    ? key.equalsIgnoreCase(lowerKey)
                    : lowerKey.startsWith(key.substring(0, variable).toLowerCase(Locale.ROOT));
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Where the name of a tag stands in a key, in the four ways in which AWS's pages write it; -1 when there is none. */
    private static int variable(String key) {
        for (String name : List.of("${", "<key>", "/tag-key")) {
            int at = key.indexOf(name);
            if (at >= 0) {
                return name.startsWith("/") ? at + 1 : at;
            }
        }
        return key.endsWith("/") ? key.length() : -1;
    }

    /** Whether the condition alone excludes some requests that have the key, and all that lack it. */
    public static Truth narrows(Condition condition) {
        Optional<ConditionOperator> parsed = condition.parsedOperator();
        if (parsed.isEmpty()) {
            return Truth.NO;
        }
        ConditionOperator operator = parsed.get();
        if (operator.ifExists()
                || operator.quantifier() == Quantifier.FOR_ALL_VALUES
                || operator.test().negated()
                || operator.test() == ConditionOperator.Test.NULL) {
            return Truth.NO;
        }
        Truth all = Truth.YES;
        for (String value : condition.values()) {
            all = all.and(narrows(operator.test(), value));
        }
        return all;
    }

    private static Truth narrows(ConditionOperator.Test test, String value) {
        return switch (test) {
            case STRING_LIKE -> value.startsWith(ARN) ? arn(value) : like(value);
            case ARN_LIKE, ARN_EQUALS -> arn(value);
            case IP_ADDRESS -> Truth.of(!value.endsWith("/0"));
            default -> Truth.YES;
        };
    }

    private static Truth like(String value) {
        Wildcard pattern = Wildcard.of(value);
        if (pattern.hasWildcard() && pattern.hasUnknown()) {
            return Truth.UNKNOWN;
        }
        return Truth.of(pattern.covers(Wildcard.of("?*")) != Truth.YES);
    }

    /** An ARN narrows when it holds to an account, or names something where ARNs have no account, as with buckets. */
    private static Truth arn(String value) {
        Optional<Arn> arn = Arn.parse(value);
        if (arn.isEmpty()) {
            return Unknown.isIn(value) ? Truth.UNKNOWN : like(value).and(Truth.of(value.indexOf('*') < 0));
        }
        String account = arn.get().account();
        if (account.isEmpty()) {
            return like(arn.get().resource());
        }
        return Unknown.isIn(account)
                ? Truth.YES
                : Truth.of(!Wildcard.of(account).hasWildcard());
    }
}
