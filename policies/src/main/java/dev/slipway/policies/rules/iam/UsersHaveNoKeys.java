package dev.slipway.policies.rules.iam;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Nobody signs in with keys that last. */
public final class UsersHaveNoKeys extends ResourceRule {

    public UsersHaveNoKeys() {
        super(
                About.rule("Nobody signs in with keys that last")
                        .why("An access key works until somebody takes it back, and lies in the stack's state besides.")
                        .remedy(
                                "Give machines a role, by OIDC where they run outside AWS, and people a sign-in with IAM"
                                        + " Identity Center.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_273")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp")
                        .build(),
                "aws:iam/accessKey:AccessKey");
    }

    @Override
    public Verdict check(ResourceView key, Settings settings) {
        Property status = key.get("status");
        return status.text("Active").equals("Inactive")
                ? Verdict.compliant()
                : Verdict.violation(status, "the key signs in for as long as it exists, expected a role");
    }
}
