package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;

/** Allow statements name what they allow, not what they leave out. */
public final class AllowNamesWhatItAllows extends StatementRule {

    public AllowNamesWhatItAllows() {
        super(
                About.rule("Allow statements name what they allow")
                        .why(
                                "Allow with NotAction or NotResource grants all of AWS but a few, and whatever AWS adds later.")
                        .remedy("Write Action and Resource; to leave something out, add a Deny statement.")
                        .severity(Severity.HIGH)
                        .peers("cfn-nag W15", "cfn-nag W16", "cfn-nag W17", "cfn-nag W21", "cfn-nag W22", "cfn-nag W23")
                        .links(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html")
                        .build(),
                PolicyKind.IDENTITY,
                PolicyKind.RESOURCE,
                PolicyKind.TRUST);
    }

    @Override
    protected void check(AttachedStatement attached, Settings settings, Findings findings) {
        Statement statement = attached.statement();
        if (!statement.isAllow()) {
            return;
        }
        if (!statement.notActions().isEmpty()) {
            findings.violation(
                    attached.element("NotAction"),
                    "NotAction",
                    "every other action of every service is allowed, expected Action");
        }
        if (!statement.notResources().isEmpty()) {
            findings.violation(
                    attached.element("NotResource"),
                    "NotResource",
                    "every other resource is allowed, expected Resource");
        }
    }
}
