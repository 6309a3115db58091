package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Buckets are encrypted with a KMS key. */
public final class BucketIsEncryptedWithKms extends SplitRule {
    private static final Setting<Boolean> OWN_KEY = Setting.flag(
            "ownKey",
            true,
            "Whether the key must be your own; otherwise AWS's key for S3, alias aws/s3, is good enough");

    public BucketIsEncryptedWithKms() {
        super(
                About.rule("Buckets are encrypted with a KMS key")
                        .why("S3's own keys follow no key policy - whoever may read the bucket reads the artifacts - "
                                + "and leave no trace of decryption in CloudTrail.")
                        .remedy("Add a BucketServerSideEncryptionConfigurationV2 for the bucket with sseAlgorithm "
                                + "aws:kms, a kmsMasterKeyId and bucketKeyEnabled.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_145", "trivy AWS-0132")
                        .frameworks("FSBP S3.17")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html")
                        .settings(OWN_KEY)
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.ENCRYPTION));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        List<Property> defaults = defaults(bucket, stack);
        for (Property encryption : defaults) {
            Property algorithm = encryption.get("sseAlgorithm");
            if (!algorithm.text("").startsWith("aws:kms")) {
                return Verdict.violation(algorithm, "expected the algorithm aws:kms");
            }
            Property key = encryption.get("kmsMasterKeyId");
            if (settings.get(OWN_KEY) && isAwsOwn(key.text(""))) {
                return Verdict.violation(key, "expected a KMS key of your own instead of AWS's key for S3");
            }
        }
        return defaults.isEmpty()
                ? Verdict.violation(
                        bucket.get("serverSideEncryptionConfiguration"),
                        "nothing sets the encryption, and AWS's default is SSE-S3; expected aws:kms")
                : Verdict.compliant();
    }

    private static boolean isAwsOwn(String key) {
        return key.isBlank() || key.endsWith("alias/aws/s3");
    }

    private static List<Property> defaults(ResourceView bucket, StackView stack) {
        List<Property> defaults = new ArrayList<>();
        for (ResourceView split : new BucketParts(bucket, stack).encryptions()) {
            split.get("rules").items().forEach(rule -> add(defaults, rule.get("applyServerSideEncryptionByDefault")));
        }
        if (defaults.isEmpty()) {
            add(defaults, bucket.get("serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault"));
            for (Property inline :
                    bucket.get("serverSideEncryptionConfigurations").items()) {
                for (Property rule : inline.get("rules").items()) {
                    defaults.addAll(
                            rule.get("applyServerSideEncryptionByDefaults").items());
                }
            }
        }
        return defaults;
    }

    private static void add(List<Property> defaults, Property encryption) {
        if (encryption.isPresent()) {
            defaults.add(encryption);
        }
    }
}
