package dev.slipway.policies.rules.kms;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Keys are rotated. */
public final class KeysRotate extends ResourceRule implements Remediable {

    public KeysRotate() {
        super(
                About.rule("Keys are rotated")
                        .why("Whoever has once got hold of the key material reads everything that was ever encrypted "
                                + "with it. Rotation ends that, and what is encrypted stays readable.")
                        .remedy("Set enableKeyRotation to true.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_7", "cdk-nag AwsSolutions-KMS5", "trivy AWS-0065")
                        .frameworks("FSBP KMS.4", "CIS 3.0 3.6")
                        .links("https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html")
                        .build(),
                "aws:kms/key:Key");
    }

    @Override
    public Verdict check(ResourceView key, Settings settings) {
        boolean symmetric =
                key.get("customerMasterKeySpec").text("SYMMETRIC_DEFAULT").equals("SYMMETRIC_DEFAULT")
                        && key.get("keyUsage").text("ENCRYPT_DECRYPT").equals("ENCRYPT_DECRYPT");
        if (!symmetric || key.get("customKeyStoreId").isPresent()) {
            return Verdict.notApplicable("AWS rotates only symmetric encryption keys of its own key store");
        }
        Property rotation = key.get("enableKeyRotation");
        return rotation.flag(false) ? Verdict.compliant() : Verdict.violation(rotation, "expected true");
    }

    @Override
    public Edits remedy(ResourceView key, Settings settings) {
        return Edits.set("enableKeyRotation", true);
    }
}
