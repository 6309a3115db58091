package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.rules.access.ClosedPolicyRule;

/** Bucket policies let nobody in without knowing who. */
public final class BucketPolicyIsClosed extends ClosedPolicyRule {

    public BucketPolicyIsClosed() {
        super(
                About.rule("Bucket policies let nobody in without knowing who")
                        .why("Whoever reads the artifact bucket has the source code; whoever writes to it decides what "
                                + "is deployed.")
                        .remedy(
                                "Name the principals, or narrow the statement with a condition on the organization, the "
                                        + "account or the network.")
                        .severity(Severity.CRITICAL)
                        .peers("checkov CKV_AWS_70", "cdk-nag AwsSolutions-S2")
                        .frameworks("FSBP S3.2", "FSBP S3.3")
                        .links(
                                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html")
                        .build(),
                "everyone is let in, expected named principals or a condition that narrows",
                "aws:s3/bucketPolicy:BucketPolicy",
                "aws:s3/bucket:Bucket",
                "aws:s3/bucketV2:BucketV2");
    }
}
