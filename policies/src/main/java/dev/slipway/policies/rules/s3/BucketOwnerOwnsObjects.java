package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;

/** The bucket's owner owns every object, and ACLs are off. */
public final class BucketOwnerOwnsObjects extends SplitRule {

    public BucketOwnerOwnsObjects() {
        super(
                About.rule("The bucket's owner owns every object, and ACLs are off")
                        .why("With ACLs on, an object that another account has put belongs to that account, and access "
                                + "is decided in places that no policy shows.")
                        .remedy(
                                "Set the bucket's BucketOwnershipControls to BucketOwnerEnforced, or leave them out - new "
                                        + "buckets have ACLs off.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV2_AWS_65")
                        .frameworks("FSBP S3.12")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html")
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.OWNERSHIP));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        for (ResourceView controls : new BucketParts(bucket, stack).ownershipControls()) {
            Property ownership = controls.get("rule.objectOwnership");
            // Without the resource, AWS turns ACLs off: every bucket that was created since April 2023.
            if (!ownership.text("").equals("BucketOwnerEnforced")) {
                return Verdict.violation(
                        ownership, "objects can belong to others and carry ACLs, expected BucketOwnerEnforced");
            }
        }
        return Verdict.compliant();
    }
}
