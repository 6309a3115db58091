package dev.slipway.policies.rules.kms;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Key policies let nobody in without knowing who. */
public final class KeyPolicyIsClosed extends ClosedPolicyRule {

    public KeyPolicyIsClosed() {
        super(
                About.rule("Key policies let nobody in without knowing who")
                        .why("A key policy that lets everyone in lets other accounts decrypt artifacts, images and "
                                + "secrets.")
                        .remedy("Name the roles, or the root of the account, or narrow the statement with "
                                + "kms:CallerAccount or aws:PrincipalOrgID.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_33", "prowler kms_key_not_publicly_accessible")
                        .frameworks("FSBP KMS.5")
                        .links("https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:kms/key:Key",
                "aws:kms/keyPolicy:KeyPolicy");
    }
}
