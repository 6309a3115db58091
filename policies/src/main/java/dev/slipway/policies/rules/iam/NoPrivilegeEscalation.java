package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Escalation;
import dev.slipway.iam.analysis.Grant;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.iam.catalog.ActionCatalog;
import dev.slipway.iam.catalog.ActionInfo;
import dev.slipway.iam.catalog.EscalationPath;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No policy lets its holder raise its own rights: one finding for each path that is open. */
public final class NoPrivilegeEscalation extends ResourceRule {
    private static final String PASSED_TO = "iam:PassedToService";

    /** Services whose principal is not their prefix with amazonaws.com behind it. */
    private static final Map<String, String> PRINCIPALS =
            Map.of("autoscaling", "ec2.amazonaws.com", "ecs", "ecs-tasks.amazonaws.com");

    public NoPrivilegeEscalation() {
        super(
                About.rule("No policy lets its holder raise its own rights")
                        .why(
                                "Who can hand itself a role, a policy or a key holds the account, whatever else its policy says.")
                        .remedy(
                                "Take one action of the path away, or hold the first one to named resources: the roles that may"
                                        + " be passed, the users and policies that may be changed.")
                        .severity(Severity.CRITICAL)
                        .peers(
                                "checkov CKV_AWS_286",
                                "cloudsplaining PrivilegeEscalation",
                                "prowler iam_policy_allows_privilege_escalation")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
                                "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/")
                        .build(),
                AttachedPolicies.types(PolicyKind.IDENTITY));
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        IdentityGrants granted = IdentityGrants.of(resource);
        granted.unread().ifPresent(findings::notJudged);
        granted.everyAction().ifPresent(findings::notJudged);
        for (Escalation escalation : granted.grants().escalations()) {
            judge(escalation, granted, findings);
        }
        return findings.verdict();
    }

    private static void judge(Escalation escalation, IdentityGrants granted, Findings findings) {
        EscalationPath path = escalation.path();
        String first = path.actions().get(0);
        Truth open = Truth.NO;
        Optional<Grant> opener = Optional.empty();
        for (Grant grant : escalation.grants().getOrDefault(first, List.of())) {
            Truth opens = opens(grant, first, path, granted);
            if (opens.possible() && (opener.isEmpty() || opens.certain())) {
                opener = Optional.of(grant);
            }
            open = open.or(opens);
        }
        for (String action : path.actions()) {
            Truth some = Truth.NO;
            for (Grant grant : escalation.grants().getOrDefault(action, List.of())) {
                some = some.or(grant.certain().and(granted.stands(granted.place(grant))));
            }
            open = open.and(some);
        }
        if (opener.isEmpty() || !open.possible()) {
            return;
        }
        AttachedStatement attached = granted.place(opener.get());
        if (open.certain()) {
            findings.violation(
                    attached.granting(first),
                    path.id(),
                    "who may do " + String.join(", ", path.actions()) + " " + path.why());
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
                ? granted.stands(granted.place(grant))
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
