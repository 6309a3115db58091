package dev.slipway.policies.rules.secretsmanager;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Policies of secrets let nobody in without knowing who. */
public final class SecretPolicyIsClosed extends ClosedPolicyRule {

    public SecretPolicyIsClosed() {
        super(
                About.rule("Policies of secrets let nobody in without knowing who")
                        .why("Whoever is let in reads the password, from any account.")
                        .remedy("Name the roles, or narrow the statement with a condition on the organization or the "
                                + "account.")
                        .severity(Severity.CRITICAL)
                        .peers("prowler secretsmanager_not_publicly_accessible")
                        .links(
                                "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:secretsmanager/secret:Secret",
                "aws:secretsmanager/secretPolicy:SecretPolicy");
    }
}
