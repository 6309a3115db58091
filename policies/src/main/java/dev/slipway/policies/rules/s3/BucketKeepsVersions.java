package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;

/** Buckets keep earlier versions of their objects. */
public final class BucketKeepsVersions extends SplitRule {

    public BucketKeepsVersions() {
        super(
                About.rule("Buckets keep earlier versions of their objects")
                        .why("CodePipeline needs a versioned bucket for an S3 source, and without versions an artifact "
                                + "that is overwritten or deleted by mistake cannot be brought back for a rollback.")
                        .remedy(
                                "Add a BucketVersioningV2 for the bucket with status Enabled, and a lifecycle rule that "
                                        + "expires noncurrent versions.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_21", "trivy AWS-0090")
                        .frameworks("FSBP S3.14")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html")
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.VERSIONING));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        BucketVersions versions = new BucketVersions(bucket, stack);
        return versions.areKept()
                ? Verdict.compliant()
                : Verdict.violation(versions.at(), "earlier versions are not kept, expected status Enabled");
    }
}
