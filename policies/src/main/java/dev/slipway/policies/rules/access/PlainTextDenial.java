package dev.slipway.policies.rules.access;

import dev.slipway.iam.Condition;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Wildcard;

/** Whether a policy refuses requests that come without TLS. */
public final class PlainTextDenial {
    private PlainTextDenial() {}

    /**
     * Whether a statement denies some actions to everyone who comes without TLS, and denies nothing less.
     *
     * @param actions a pattern of actions, such as {@code s3:*}
     */
    public static boolean denies(Statement statement, String actions) {
        return !statement.isAllow()
                && statement.principals().stream().anyMatch(Principal::isAnyone)
                // Conditions are joined by "and": any other condition lets some plain text through.
                && statement.conditions().size() == 1
                && statement.conditions().stream().allMatch(PlainTextDenial::isWithoutTls)
                && statement.actions().stream().anyMatch(action -> Wildcard.ofAction(action)
                        .covers(Wildcard.ofAction(actions))
                        .certain());
    }

    private static boolean isWithoutTls(Condition condition) {
        return condition.isOn("aws:SecureTransport")
                && condition.values().stream().allMatch("false"::equalsIgnoreCase)
                && condition
                        .parsedOperator()
                        .map(operator -> switch (operator.test()) {
                            case BOOL, STRING_EQUALS, STRING_EQUALS_IGNORE_CASE, STRING_LIKE -> true;
                            default -> false;
                        })
                        .orElse(false);
    }
}
