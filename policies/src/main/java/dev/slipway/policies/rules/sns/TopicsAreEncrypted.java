package dev.slipway.policies.rules.sns;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Topics are encrypted. */
public final class TopicsAreEncrypted extends ResourceRule {
    private static final Setting<Boolean> OWN_KEY = Setting.flag(
            "ownKey", false, "Whether the key must be your own; otherwise AWS's key for SNS is good enough");

    public TopicsAreEncrypted() {
        super(
                About.rule("Topics are encrypted")
                        .why("Messages about approvals and failures name services, commits and people, and wait on "
                                + "AWS's disks until they are delivered.")
                        .remedy("Set kmsMasterKeyId to a KMS key whose policy lets in the services that publish; AWS's "
                                + "key alias/aws/sns lets in none.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_26", "cdk-nag AwsSolutions-SNS2", "trivy AWS-0095")
                        .frameworks("FSBP SNS.1")
                        .links("https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html")
                        .settings(OWN_KEY)
                        .build(),
                "aws:sns/topic:Topic");
    }

    @Override
    public Verdict check(ResourceView topic, Settings settings) {
        Property key = topic.get("kmsMasterKeyId");
        if (key.text("").isBlank()) {
            return Verdict.violation(key, "expected a KMS key");
        }
        return settings.get(OWN_KEY) && key.text("").endsWith("alias/aws/sns")
                ? Verdict.violation(key, "expected a KMS key of your own")
                : Verdict.compliant();
    }
}
