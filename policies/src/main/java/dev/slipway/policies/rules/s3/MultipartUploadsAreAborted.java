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

/** Multipart uploads that were never completed are removed. */
public final class MultipartUploadsAreAborted extends SplitRule {
    private static final Setting<Integer> MOST_DAYS =
            Setting.integer("mostDays", 7, 1, 365, "Days after which an upload that was not completed is removed");

    public MultipartUploadsAreAborted() {
        super(
                About.rule("Multipart uploads that were never completed are removed")
                        .why("The parts of an upload that broke off are stored and paid for, and no listing of the "
                                + "bucket shows them.")
                        .remedy("Give the bucket a lifecycle rule for every object with "
                                + "abortIncompleteMultipartUpload.daysAfterInitiation.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_300")
                        .frameworks("FSBP S3.13")
                        .links(
                                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html")
                        .settings(MOST_DAYS)
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.LIFECYCLE));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        int most = settings.get(MOST_DAYS);
        BucketLifecycle lifecycle = new BucketLifecycle(bucket, stack);
        boolean aborts = lifecycle.forEveryObject().stream()
                .map(MultipartUploadsAreAborted::days)
                .anyMatch(days -> days > 0 && days <= most);
        return aborts
                ? Verdict.compliant()
                : Verdict.violation(
                        lifecycle.at(),
                        "no rule for every object aborts incomplete multipart uploads within " + most + " days");
    }

    private static double days(Property rule) {
        return rule.get("abortIncompleteMultipartUpload.daysAfterInitiation")
                .number(rule.get("abortIncompleteMultipartUploadDays").number(0));
    }
}
