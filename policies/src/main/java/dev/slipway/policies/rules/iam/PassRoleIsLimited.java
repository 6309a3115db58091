package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Arn;
import dev.slipway.iam.Condition;
import dev.slipway.iam.ConditionOperator;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Truth;
import dev.slipway.iam.Wildcard;
import dev.slipway.iam.analysis.Narrowing;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import java.util.Set;

/** Roles can only be passed by name, and only to the service that needs them. */
public final class PassRoleIsLimited extends StatementRule {
    private static final String PASSED_TO = "iam:PassedToService";
    private static final Wildcard PASS_ROLE = Wildcard.ofAction("iam:PassRole");
    private static final Wildcard EVERY_ROLE = Wildcard.of("role/*");
    private static final Wildcard EVERY_SERVICE = Wildcard.of("*.amazonaws.com");
    private static final Set<String> ROLE_TAGS = Set.of("aws:resourcetag/", "iam:resourcetag/");

    public PassRoleIsLimited() {
        super(
                About.rule("Roles can only be passed by name, and only to the service that needs them")
                        .why(
                                "Who can pass any role to a build or a task has that role's permissions, an administrator's"
                                        + " included.")
                        .remedy("Allow iam:PassRole on the ARNs of the roles, with the condition StringEquals"
                                + " iam:PassedToService.")
                        .severity(Severity.HIGH)
                        .peers("trivy AWS-0342", "checkov CKV_AWS_286", "cloudsplaining PassRole")
                        .links("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html")
                        .build(),
                PolicyKind.IDENTITY);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        Statement statement = attached.statement();
        if (!statement.isAllow()) {
            return;
        }
        for (String action : statement.actions()) {
            Truth passes = Wildcard.ofAction(action).covers(PASS_ROLE);
            if (passes.possible()) {
                judge(attached, action, passes, findings);
            }
        }
    }

    private static void judge(AttachedStatement attached, String action, Truth passes, Findings findings) {
        Statement statement = attached.statement();
        Truth tagged = Narrowing.by(statement, key -> ROLE_TAGS.stream().anyMatch(key::startsWith));
        Truth unknown = Truth.NO;
        for (String pattern : statement.resources()) {
            Truth everyRole = passes.and(holdsEveryRole(pattern)).and(tagged.not());
            unknown = unknown.or(everyRole);
            if (everyRole.certain()) {
                findings.violation(
                        attached.resource(pattern), action, "any role can be passed, expected the ARN of a role");
            }
        }
        Truth everyService = passes.and(namesServices(statement).not());
        if (everyService.certain()) {
            findings.violation(
                    attached.element("Condition"),
                    action,
                    "roles can be passed to any service, expected a condition on " + PASSED_TO);
        }
        if (unknown == Truth.UNKNOWN || everyService == Truth.UNKNOWN) {
            findings.notJudged(attached.at().path() + " is partly unknown until the resource is created");
        }
    }

    private static Truth holdsEveryRole(String pattern) {
        // Only the last part counts: every role of one account is every role.
        return Arn.parse(pattern)
                .map(arn -> Wildcard.of(arn.resource()).covers(EVERY_ROLE))
                .orElseGet(() -> Reach.isEverything(pattern));
    }

    private static Truth namesServices(Statement statement) {
        Truth named = Truth.NO;
        for (Condition condition : statement.conditionsOn(PASSED_TO)) {
            boolean compares = condition
                    .parsedOperator()
                    // The key is there whenever a role is passed, so IfExists and ForAllValues narrow as well.
                    .map(operator -> !operator.test().negated() && operator.test() != ConditionOperator.Test.NULL)
                    .orElse(false);
            Truth all = Truth.of(compares);
            for (String value : condition.values()) {
                all = all.and(Wildcard.of(value).covers(EVERY_SERVICE).not());
            }
            named = named.or(all);
        }
        return named;
    }
}
