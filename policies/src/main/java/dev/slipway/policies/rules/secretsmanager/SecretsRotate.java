package dev.slipway.policies.rules.secretsmanager;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Secrets are rotated. */
public final class SecretsRotate extends StackRule {
    private static final Setting<Integer> MOST_DAYS =
            Setting.integer("mostDays", 90, 1, 1000, "Days after which a secret is replaced");

    public SecretsRotate() {
        super(
                About.rule("Secrets are rotated")
                        .why("A password that never changes is of use to everyone who has ever seen it.")
                        .remedy("Add a SecretRotation for the secret, with rotationRules.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV2_AWS_57", "checkov CKV_AWS_304", "cdk-nag AwsSolutions-SMG4")
                        .frameworks("FSBP SecretsManager.1", "FSBP SecretsManager.4")
                        .links("https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html")
                        .settings(MOST_DAYS)
                        .build(),
                "aws:secretsmanager/secret:Secret");
    }

    @Override
    public Verdict check(ResourceView secret, StackView stack, Settings settings) {
        List<ResourceView> rotations =
                stack.referring(secret, "secretId", "aws:secretsmanager/secretRotation:SecretRotation");
        if (rotations.isEmpty()) {
            return Verdict.violation(secret.get("rotation"), "expected a SecretRotation");
        }
        for (ResourceView rotation : rotations) {
            Property days = rotation.get("rotationRules.automaticallyAfterDays");
            // A schedule expression says when in words of its own, and replaces the days.
            if (days.number(0) > settings.get(MOST_DAYS)) {
                return Verdict.violation(days, "expected at most " + settings.get(MOST_DAYS) + " days");
            }
        }
        return Verdict.compliant();
    }
}
