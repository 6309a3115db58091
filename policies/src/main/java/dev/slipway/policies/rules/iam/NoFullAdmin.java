package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;

/** No policy allows everything on everything. */
public final class NoFullAdmin extends StatementRule {

    public NoFullAdmin() {
        super(
                About.rule("No policy allows everything on everything")
                        .why("Whoever can start a build or change a buildspec then owns the account.")
                        .remedy("Name the actions that are used, and the ARNs that they are used on.")
                        .severity(Severity.CRITICAL)
                        .peers(
                                "checkov CKV_AWS_62",
                                "checkov CKV_AWS_63",
                                "cdk-nag AwsSolutions-IAM5",
                                "trivy AWS-0057")
                        .frameworks("FSBP IAM.1", "CIS 3.0 1.16")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege")
                        .build(),
                PolicyKind.IDENTITY);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        Statement statement = attached.statement();
        boolean everywhere = statement.resources().stream()
                .anyMatch(pattern -> Wildcard.of(pattern).isAny());
        if (!statement.isAllow() || !everywhere) {
            return;
        }
        statement.actions().stream()
                .filter(action -> Wildcard.ofAction(action)
                        .covers(Wildcard.ofAction("*:*"))
                        .certain())
                .forEach(action -> findings.violation(
                        attached.action(action), action, "every action on every resource is allowed"));
    }
}
