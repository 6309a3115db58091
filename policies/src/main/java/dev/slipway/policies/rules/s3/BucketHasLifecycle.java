package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Buckets have a lifecycle rule that is in force. */
public final class BucketHasLifecycle extends SplitRule {

    public BucketHasLifecycle() {
        super(
                About.rule("Buckets have a lifecycle rule that is in force")
                        .why("Every build leaves artifacts behind. Nothing deletes them, and the bill grows with every"
                                + " commit.")
                        .remedy("Add a BucketLifecycleConfigurationV2 for the bucket, with a rule of status Enabled.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV2_AWS_61")
                        .frameworks("FSBP S3.13")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html")
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.LIFECYCLE));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        List<Property> lists = new ArrayList<>();
        lists.add(bucket.get("lifecycleRules"));
        new BucketParts(bucket, stack).lifecycles().forEach(lifecycle -> lists.add(lifecycle.get("rules")));

        Findings findings = new Findings();
        List<Property> inForce = new ArrayList<>();
        for (Property list : lists) {
            findings.tryOnce(() -> findings.tryEach(list.items(), rule -> {
                if (isInForce(rule)) {
                    inForce.add(rule);
                }
            }));
        }
        if (!inForce.isEmpty()) {
            return Verdict.compliant();
        }
        // A rule that cannot be read may be the one that is in force.
        return findings.verdict() instanceof Verdict.NotApplicable unknown
                ? unknown
                : Verdict.violation(lists.get(lists.size() - 1), "no lifecycle rule of this bucket is in force");
    }

    private static boolean isInForce(Property rule) {
        return rule.get("status").text("").equals("Enabled")
                || rule.get("enabled").flag(false);
    }
}
