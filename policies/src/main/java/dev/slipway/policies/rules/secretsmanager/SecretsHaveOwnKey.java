package dev.slipway.policies.rules.secretsmanager;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Secrets are encrypted with a KMS key of your own. */
public final class SecretsHaveOwnKey extends ResourceRule {

    public SecretsHaveOwnKey() {
        super(
                About.rule("Secrets are encrypted with a KMS key of your own")
                        .why("With AWS's key everyone in the account who may read the secret can decrypt it, and no "
                                + "other account ever can.")
                        .remedy("Set kmsKeyId to a KMS key of your own.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_149", "trivy AWS-0098")
                        .links("https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html")
                        .build(),
                "aws:secretsmanager/secret:Secret");
    }

    @Override
    public Verdict check(ResourceView secret, Settings settings) {
        Property key = secret.get("kmsKeyId");
        return key.text("").isBlank() || key.text("").endsWith("alias/aws/secretsmanager")
                ? Verdict.violation(key, "expected a KMS key of your own")
                : Verdict.compliant();
    }
}
