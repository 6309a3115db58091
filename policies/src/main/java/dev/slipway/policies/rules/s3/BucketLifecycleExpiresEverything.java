package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Lifecycle rules expire every object, and every earlier version. */
public final class BucketLifecycleExpiresEverything extends SplitRule {
    private static final Setting<Integer> MOST_DAYS =
            Setting.integer("mostDays", 365, 1, 36500, "Days after which every object has expired");
    private static final Setting<Integer> MOST_NONCURRENT_DAYS = Setting.integer(
            "mostNoncurrentDays", 365, 1, 36500, "Days after which every noncurrent version has expired");

    public BucketLifecycleExpiresEverything() {
        super(
                About.rule("Lifecycle rules expire every object, and every earlier version")
                        .why("A rule with a filter leaves everything else in the bucket for ever, and in a versioned "
                                + "bucket an expired object lives on as a noncurrent version that is paid for like the "
                                + "first.")
                        .remedy("Give the bucket a rule without prefix, tags and sizes, with expiration.days and, when "
                                + "the bucket has versions, noncurrentVersionExpiration.noncurrentDays.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV2_AWS_61")
                        .frameworks("FSBP S3.10", "FSBP S3.13")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html")
                        .settings(MOST_DAYS, MOST_NONCURRENT_DAYS)
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.LIFECYCLE));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        BucketLifecycle lifecycle = new BucketLifecycle(bucket, stack);
        if (!lifecycle.isInForce()) {
            return Verdict.notApplicable("no lifecycle rule is in force, which bucket-has-lifecycle reports");
        }
        List<Property> rules = lifecycle.forEveryObject();
        Findings findings = new Findings();
        Property at = lifecycle.at();
        if (rules.stream().noneMatch(rule -> expiresWithin(rule, settings.get(MOST_DAYS)))) {
            findings.violation(
                    at, "current versions", "no rule for every object expires it within " + days(settings, MOST_DAYS));
        }
        if (new BucketVersions(bucket, stack).mayExist()
                && rules.stream().noneMatch(rule -> forgetsWithin(rule, settings.get(MOST_NONCURRENT_DAYS)))) {
            findings.violation(
                    at,
                    "noncurrent versions",
                    "no rule for every object expires noncurrent versions within "
                            + days(settings, MOST_NONCURRENT_DAYS));
        }
        return findings.verdict();
    }

    private static String days(Settings settings, Setting<Integer> days) {
        return settings.get(days) + " days";
    }

    private static boolean expiresWithin(Property rule, int most) {
        for (Property expiration : BucketLifecycle.blocks(rule, "expiration")) {
            double days = expiration.get("days").number(0);
            boolean dated = !expiration.get("date").text("").isEmpty();
            // A date deletes what is there on that day and on every day after it.
            if (dated || (days > 0 && days <= most)) {
                return true;
            }
        }
        return false;
    }

    private static boolean forgetsWithin(Property rule, int most) {
        for (Property expiration : BucketLifecycle.blocks(rule, "noncurrentVersionExpiration")) {
            double days = expiration
                    .get("noncurrentDays")
                    .number(expiration.get("days").number(0));
            if (days > 0 && days <= most) {
                return true;
            }
        }
        return false;
    }
}
