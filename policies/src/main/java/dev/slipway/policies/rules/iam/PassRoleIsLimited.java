package dev.slipway.policies.rules.iam;

import dev.slipway.iam.Arn;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;

/** Roles can only be passed by name, and only to the service that needs them. */
public final class PassRoleIsLimited extends StatementRule {
    private static final String PASSED_TO = "iam:PassedToService";
    private static final Wildcard PASS_ROLE = Wildcard.ofAction("iam:PassRole");
    private static final Wildcard EVERY_ROLE = Wildcard.of("role/*");

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
            if (!Wildcard.ofAction(action).covers(PASS_ROLE).certain()) {
                continue;
            }
            statement.resources().stream()
                    .filter(PassRoleIsLimited::holdsEveryRole)
                    .forEach(pattern -> findings.violation(
                            attached.resource(pattern), action, "any role can be passed, expected the ARN of a role"));
            if (statement.conditionsOn(PASSED_TO).isEmpty()) {
                findings.violation(
                        attached.element("Condition"),
                        action,
                        "roles can be passed to any service, expected a condition on " + PASSED_TO);
            }
        }
    }

    private static boolean holdsEveryRole(String pattern) {
        // Only the last part counts: every role of one account is every role.
        return Arn.parse(pattern)
                .map(arn -> Wildcard.of(arn.resource()).covers(EVERY_ROLE).certain())
                .orElseGet(() -> Wildcard.of(pattern).isAny());
    }
}
