package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Buckets block public access. */
public final class BucketBlocksPublicAccess extends SplitRule {
    private static final List<String> SETTINGS =
            List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets");

    public BucketBlocksPublicAccess() {
        super(
                About.rule("Buckets block public access")
                        .why("One wrong statement or ACL, now or later, would show every artifact and every source "
                                + "archive to the internet.")
                        .remedy("Add a BucketPublicAccessBlock for the bucket with all four settings true.")
                        .severity(Severity.HIGH)
                        .peers(
                                "checkov CKV2_AWS_6",
                                "checkov CKV_AWS_53",
                                "checkov CKV_AWS_54",
                                "checkov CKV_AWS_55",
                                "checkov CKV_AWS_56",
                                "trivy AWS-0086",
                                "trivy AWS-0087",
                                "trivy AWS-0091",
                                "trivy AWS-0093",
                                "trivy AWS-0094")
                        .frameworks("FSBP S3.8")
                        .links(
                                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html")
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.PUBLIC_ACCESS_BLOCK));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        List<ResourceView> blocks = new ArrayList<>(new BucketParts(bucket, stack).publicAccessBlocks());
        // The block of the whole account holds for each of its buckets.
        blocks.addAll(stack.ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"));
        if (blocks.isEmpty()) {
            return Verdict.violation(
                    bucket.get("publicAccessBlock"),
                    "nothing blocks public access, expected a BucketPublicAccessBlock");
        }
        Findings findings = new Findings();
        for (String setting : SETTINGS) {
            if (blocks.stream().noneMatch(block -> block.get(setting).flag(false))) {
                findings.violation(blocks.get(0).get(setting), "expected true");
            }
        }
        return findings.verdict();
    }
}
