package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.stream.Stream;

/** Access to buckets is logged. */
public final class BucketAccessIsLogged extends StackRule {
    private static final Setting<Boolean> RECORDED_BY_TRAIL = Setting.flag(
            "recordedByTrail", false, "Whether a CloudTrail trail of the account records the data events of buckets");

    public BucketAccessIsLogged() {
        super(
                About.rule("Access to buckets is logged")
                        .why("When an artifact was replaced or a source archive was read, nothing tells by whom.")
                        .remedy("Add a BucketLogging with another bucket as targetBucket; or let a trail record data "
                                + "events, and say so with recordedByTrail.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_18", "cdk-nag AwsSolutions-S1", "trivy AWS-0089")
                        .frameworks("FSBP S3.9")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html")
                        .settings(RECORDED_BY_TRAIL)
                        .build(),
                BucketParts.BUCKETS);
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        if (settings.get(RECORDED_BY_TRAIL)) {
            return Verdict.notApplicable("a trail of the account records access, says the configuration");
        }
        boolean inline = Stream.of("logging", "loggings")
                .flatMap(name -> bucket.get(name).items().stream())
                .anyMatch(BucketAccessIsLogged::isLogged);
        boolean split = new BucketParts(bucket, stack)
                .loggings().stream().map(ResourceView::properties).anyMatch(BucketAccessIsLogged::isLogged);
        if (inline || split) {
            return Verdict.compliant();
        }
        // A bucket that logged its own logs would log for ever.
        return holdsLogs(bucket, stack)
                ? Verdict.notApplicable("the bucket holds the logs of others")
                : Verdict.violation(bucket.get("logging"), "access is not logged, expected a BucketLogging");
    }

    private static boolean isLogged(Property logging) {
        Property target = logging.get("targetBucket");
        return !target.isKnown() || !target.text("").isBlank();
    }

    private static boolean holdsLogs(ResourceView bucket, StackView stack) {
        return !stack.referring(bucket, "targetBucket", BucketParts.types(BucketParts.LOGGING))
                .isEmpty();
    }
}
