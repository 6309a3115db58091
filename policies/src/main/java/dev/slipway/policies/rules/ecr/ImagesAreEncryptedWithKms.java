package dev.slipway.policies.rules.ecr;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Images are encrypted with a KMS key. */
public final class ImagesAreEncryptedWithKms extends ResourceRule {
    private static final Setting<Boolean> OWN_KEY = Setting.flag(
            "ownKey", false, "Whether the key must be your own; otherwise AWS's key for ECR is good enough");

    public ImagesAreEncryptedWithKms() {
        super(
                About.rule("Images are encrypted with a KMS key")
                        .why("With AWS's own encryption nobody but the repository's policy decides who can pull, and "
                                + "no trail shows who did.")
                        .remedy(
                                "Set encryptionConfigurations to type KMS with a kmsKey; this can only be done when the "
                                        + "repository is created.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_136", "trivy AWS-0033")
                        .frameworks("FSBP ECR.5")
                        .links("https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html")
                        .settings(OWN_KEY)
                        .build(),
                "aws:ecr/repository:Repository");
    }

    @Override
    public Verdict check(ResourceView repository, Settings settings) {
        Property encryption = repository.get("encryptionConfigurations[0]");
        Property type = encryption.get("encryptionType");
        if (!type.text("AES256").startsWith("KMS")) {
            return Verdict.violation(type, "expected KMS");
        }
        Property key = encryption.get("kmsKey");
        return settings.get(OWN_KEY) && key.text("").isBlank()
                ? Verdict.violation(key, "expected a KMS key of your own instead of AWS's key for ECR")
                : Verdict.compliant();
    }
}
