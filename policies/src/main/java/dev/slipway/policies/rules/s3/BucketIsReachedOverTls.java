package dev.slipway.policies.rules.s3;

import dev.slipway.iam.Arn;
import dev.slipway.iam.PolicyKind;
import dev.slipway.iam.Statement;
import dev.slipway.iam.Wildcard;
import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.SplitRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.rules.access.PlainTextDenial;
import dev.slipway.policies.rules.iam.AttachedPolicies;
import java.util.ArrayList;
import java.util.List;

/** Buckets refuse requests without TLS. */
public final class BucketIsReachedOverTls extends SplitRule {

    public BucketIsReachedOverTls() {
        super(
                About.rule("Buckets refuse requests without TLS")
                        .why("Artifacts hold source code and build results; without TLS anybody on the way can read "
                                + "and replace them.")
                        .remedy(
                                "Add to the bucket's policy a Deny for everyone on s3:*, for the bucket's ARN and ARN/*, "
                                        + "with the condition Bool aws:SecureTransport false and no other.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_379", "cdk-nag AwsSolutions-S10")
                        .frameworks("FSBP S3.5")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html")
                        .build(),
                BucketParts.BUCKETS,
                "bucket",
                BucketParts.types(BucketParts.POLICY));
    }

    @Override
    public Verdict check(ResourceView bucket, StackView stack, Settings settings) {
        Findings unread = new Findings();
        List<Statement> denials = new ArrayList<>();
        List<ResourceView> holders = new ArrayList<>(new BucketParts(bucket, stack).policies());
        // The finding stands where the statement belongs: in the split policy, when there is one.
        Property at = (holders.isEmpty() ? bucket : holders.get(0)).get("policy");
        holders.add(bucket);
        for (ResourceView holder : holders) {
            AttachedPolicies.of(holder).each(unread, List.of(PolicyKind.RESOURCE), attached -> {
                if (PlainTextDenial.denies(attached.statement(), "s3:*")) {
                    denials.add(attached.statement());
                }
            });
        }
        if (denials.isEmpty()) {
            return unread.verdict() instanceof Verdict.NotApplicable unknown
                    ? unknown
                    : Verdict.violation(at, "no statement denies every request without TLS");
        }
        String name =
                bucket.get("bucket").text().orElseGet(() -> bucket.get("id").text(""));
        return covered(denials, name) && covered(denials, name + "/*")
                ? Verdict.compliant()
                : Verdict.violation(
                        at, "the statement that denies requests without TLS has to name the bucket and its objects");
    }

    private static boolean covered(List<Statement> denials, String resource) {
        return denials.stream()
                .flatMap(denial -> denial.resources().stream())
                .map(pattern -> Arn.parse(pattern).map(Arn::resource).orElse(pattern))
                .anyMatch(pattern ->
                        Wildcard.of(pattern).covers(Wildcard.of(resource)).possible());
    }
}
