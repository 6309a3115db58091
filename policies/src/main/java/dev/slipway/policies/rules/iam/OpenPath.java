package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Escalation;
import dev.slipway.iam.analysis.Grant;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.EscalationPath;
import dev.slipway.policies.model.Detail;
import dev.slipway.policies.model.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A way to more rights that grants leave open.
 *
 * @param path the way
 * @param openers the grants of its first action that lead further than to what they name; at least one
 * @param rest whether the other actions are granted
 */
record OpenPath(EscalationPath path, List<Opener> openers, Truth rest) {
    private static final String PASSED_TO = "iam:PassedToService";

    /** Services whose principal is not their prefix with amazonaws.com behind it. */
    private static final Map<String, String> PRINCIPALS =
            Map.of("autoscaling", "ec2.amazonaws.com", "ecs", "ecs-tasks.amazonaws.com");

    /** A grant, and whether it opens the path. */
    record Opener(Grant grant, Truth opens) {}

    OpenPath {
        openers = List.copyOf(openers);
    }

    /** All that are open, or may be. */
    static List<OpenPath> all(IdentityGrants granted) {
        List<OpenPath> open = new ArrayList<>();
        for (Escalation escalation : granted.grants().escalations()) {
            EscalationPath path = escalation.path();
            String first = path.actions().get(0);
            List<Opener> openers = escalation.grants().getOrDefault(first, List.of()).stream()
                    .map(grant -> new Opener(grant, opens(grant, first, path, granted)))
                    .filter(opener -> opener.opens().possible())
                    .toList();
            Truth rest = Truth.YES;
            for (String action : path.actions()) {
                Truth some = Truth.NO;
                for (Grant grant : escalation.grants().getOrDefault(action, List.of())) {
                    some = some.or(grant.certain().and(granted.stands(grant)));
                }
                rest = rest.and(some);
            }
            if (!openers.isEmpty() && rest.possible()) {
                open.add(new OpenPath(path, openers, rest));
            }
        }
        return open;
    }

    /** The path's actions, as a message names them. */
    private String actions() {
        List<String> others = path.actions().subList(1, path.actions().size());
        return path.actions().get(0) + (others.isEmpty() ? "" : " with " + String.join(" and ", others));
    }

    /**
     * Reports the path once, at a grant that opens it for sure if there is one.
     *
     * @param some of the openers, at least one
     * @param expected what is expected, the same for all
     */
    void report(List<Opener> some, IdentityGrants granted, Findings findings, String expected) {
        Opener opener = some.stream()
                .filter(one -> one.opens().certain())
                .reduce((earlier, later) -> later)
                .orElse(some.get(0));
        AttachedStatement attached = granted.place(opener.grant());
        if (opener.opens().and(rest).certain()) {
            findings.violation(
                    attached.granting(path.actions().get(0)),
                    path.id(),
                    List.of(new Detail(path.why(), List.of(actions()))),
                    expected);
        } else {
            findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
        }
    }

    /** The first action of a path decides how far it leads: which role is passed, which user or function is changed. */
    private static Truth opens(Grant grant, String action, EscalationPath path, IdentityGrants granted) {
        if (IdentityGrants.allowsEveryAction(grant.statement())) {
            // Every path is open then; that is one finding, and not of this rule.
            return Truth.NO;
        }
        ActionInfo info = ActionCatalog.get()
                .action(action)
                .orElseThrow(() -> new IllegalStateException("the action data lacks " + action + " of " + path.id()));
        return path.passesRole()
                ? granted.stands(grant)
                        .and(grant.certain())
                        .and(Reach.isEverything(info, grant.resources()))
                        .and(canPass(grant.statement(), path))
                : granted.isUnlimited(grant, info);
    }

    /** Whether no condition keeps the role from the service that the path goes through. */
    private static Truth canPass(Statement statement, EscalationPath path) {
        String prefix = path.actions().get(1).substring(0, path.actions().get(1).indexOf(':'));
        String service = PRINCIPALS.getOrDefault(prefix, prefix + ".amazonaws.com");
        Truth can = Narrowing.by(
                        statement,
                        key -> key.startsWith("aws:resourcetag/")
                                || key.startsWith("iam:resourcetag/")
                                || key.equals("iam:associatedresourcearn"))
                .not();
        for (Condition condition : statement.conditionsOn(PASSED_TO)) {
            boolean compares = condition
                    .parsedOperator()
                    .map(operator -> !operator.test().negated() && operator.test() != ConditionOperator.Test.NULL)
                    .orElse(false);
            Truth passes = Truth.of(!compares);
            for (String value : condition.values()) {
                passes = passes.or(Wildcard.of(value).matches(service));
            }
            can = can.and(passes);
        }
        return can;
    }
}
