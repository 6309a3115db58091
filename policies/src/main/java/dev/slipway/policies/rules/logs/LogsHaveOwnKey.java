package dev.slipway.policies.rules.logs;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Logs are encrypted with a KMS key of your own. */
public final class LogsHaveOwnKey extends ResourceRule {

    public LogsHaveOwnKey() {
        super(
                About.rule("Logs are encrypted with a KMS key of your own")
                        .why("With AWS's own encryption everyone who may read logs reads these, and no key can be "
                                + "taken away from them.")
                        .remedy("Set kmsKeyId to a KMS key whose policy lets in logs.REGION.amazonaws.com.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_158", "trivy AWS-0017")
                        .links("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html")
                        .build(),
                "aws:cloudwatch/logGroup:LogGroup");
    }

    @Override
    public Verdict check(ResourceView group, Settings settings) {
        Property key = group.get("kmsKeyId");
        return key.text("").isBlank() ? Verdict.violation(key, "expected the ARN of a KMS key") : Verdict.compliant();
    }
}
