package dev.slipway.policies.rules.access;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.Principal;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Unknown;
import dev.slipway.iam.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a statement lets everyone in, and what takes that back.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
public final class OpenStatement {
    /** Condition keys that bind the caller to an account, an organization, a network or a resource of somebody. */
    private static final Set<String> BINDING = Set.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalservicename",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpcarn",
            "aws:sourcevpce",
            "aws:userid",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
            "aws:vpcsourceip",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn");

    /** Conditions that spare AWS's own calls; a Deny that spares nobody else still closes. */
    private static final Set<String> SPARING_AWS = Set.of("aws:principalisawsservice", "aws:viaawsservice");

    /** Wider networks than these are as good as the whole internet; S3 draws the line there too. */
    private static final int SHORTEST_PREFIX_V4 = 8;

    private static final int SHORTEST_PREFIX_V6 = 32;

    private OpenStatement() {}

    /** Whether the statement allows something to everyone. */
    public static Truth isOpen(Statement statement) {
        if (!statement.isAllow()) {
            return Truth.NO;
        }
        Truth open = everyone(statement);
        for (Condition condition : statement.conditions()) {
            open = open.and(narrows(condition).not());
        }
        return open;
    }

    private static Truth everyone(Statement statement) {
        // Allow with NotPrincipal lets in everyone else.
        Truth everyone = Truth.of(!statement.notPrincipals().isEmpty());
        for (Principal principal : statement.principals()) {
            boolean unknown = principal.type() == Principal.Type.UNKNOWN || Unknown.isWhole(principal.value());
            everyone = everyone.or(unknown ? Truth.UNKNOWN : Truth.of(principal.isAnyone()));
        }
        return everyone;
    }

    /** Whether the condition leaves only callers that its author knows. */
    private static Truth narrows(Condition condition) {
        Optional<ConditionOperator> operator = condition.parsedOperator();
        if (operator.isEmpty()
                || !BINDING.contains(condition.key().toLowerCase(Locale.ROOT))
                || operator.get().test().negated()
                || operator.get().test() == ConditionOperator.Test.NULL
                // Both also hold for a request without the key, such as one that nobody has signed.
                || operator.get().ifExists()
                || operator.get().quantifier() == ConditionOperator.Quantifier.FOR_ALL_VALUES) {
            return Truth.NO;
        }
        return allBind(condition);
    }

    private static Truth allBind(Condition condition) {
        Truth all = Truth.YES;
        for (String value : condition.values()) {
            all = all.and(binds(condition.key().toLowerCase(Locale.ROOT), value));
        }
        return all;
    }

    private static Truth binds(String key, String value) {
        if (Unknown.isIn(value)) {
            return Truth.UNKNOWN;
        }
        if (key.endsWith("sourceip")) {
            int slash = value.indexOf('/');
            int shortest = value.indexOf(':') >= 0 ? SHORTEST_PREFIX_V6 : SHORTEST_PREFIX_V4;
            return Truth.of(slash < 0 || prefix(value.substring(slash + 1)) >= shortest);
        }
        Optional<Arn> arn = Arn.parse(value);
        if (arn.isPresent()) {
            // The ARN of a bucket has no account, its name is as good.
            String owner = arn.get().account().isEmpty()
                    ? arn.get().resource()
                    : arn.get().account();
            return Truth.of(!Wildcard.of(owner).hasWildcard());
        }
        int wild = value.indexOf('*');
        // The id of a role stands before the colon of aws:userid, its sessions after it.
        return Truth.of(wild < 0
                || (key.equals("aws:userid") && value.indexOf(':') > 0 && value.indexOf(':') < wild)
                || (key.endsWith("orgpaths") && value.indexOf('/') > 0 && value.indexOf('/') < wild));
    }

    private static int prefix(String length) {
        try {
            return Integer.parseInt(length);
        } catch (NumberFormatException e) {
            // AWS refuses such a range, so nobody comes in through it.
            return Integer.MAX_VALUE;
        }
    }

    /** Whether a Deny takes back what the other statement opens to strangers. */
    public static boolean closes(Statement deny, Statement open) {
        return !deny.isAllow()
                && deny.principals().stream().anyMatch(Principal::isAnyone)
                && deny.conditions().stream().allMatch(OpenStatement::leavesOnlyKnown)
                && coversActions(deny, open)
                && coversResources(deny, open);
    }

    private static boolean leavesOnlyKnown(Condition condition) {
        Optional<ConditionOperator> operator = condition.parsedOperator();
        // A request without the key, such as one that nobody has signed, has no value that could be another one.
        if (operator.isEmpty() || operator.get().quantifier() == ConditionOperator.Quantifier.FOR_ANY_VALUE) {
            return false;
        }
        String key = condition.key().toLowerCase(Locale.ROOT);
        return SPARING_AWS.contains(key)
                ? condition.values().stream().allMatch("false"::equalsIgnoreCase)
                : BINDING.contains(key)
                        && operator.get().test().negated()
                        && allBind(condition).possible();
    }

    private static boolean coversActions(Statement deny, Statement open) {
        return covers(
                patterns(deny.actions(), Wildcard::ofAction),
                patterns(deny.notActions(), Wildcard::ofAction),
                patterns(open.actions(), Wildcard::ofAction));
    }

    private static boolean coversResources(Statement deny, Statement open) {
        // Policies of repositories have no Resource element: they are about their own.
        return (deny.resources().isEmpty() && deny.notResources().isEmpty())
                || covers(
                        patterns(deny.resources(), Wildcard::of),
                        patterns(deny.notResources(), Wildcard::of),
                        patterns(open.resources(), Wildcard::of));
    }

    private static List<Wildcard> patterns(List<String> texts, Function<String, Wildcard> reading) {
        return texts.stream().map(reading).toList();
    }

    /**
     * Whether what is denied may hold all that is open.
     *
     * @param all what is denied, when the statement names it
     * @param allBut what is spared, when the statement names that instead
     * @param open what is open; empty for nearly everything, when the statement names what is not
     */
    private static boolean covers(List<Wildcard> all, List<Wildcard> allBut, List<Wildcard> open) {
        if (open.isEmpty()) {
            return all.stream().anyMatch(Wildcard::isAny);
        }
        return allBut.isEmpty()
                ? open.stream().allMatch(one -> all.stream()
                        .anyMatch(denied -> denied.covers(one).possible()))
                : open.stream().allMatch(one -> allBut.stream()
                        .noneMatch(spared -> spared.meets(one).certain()));
    }
}
