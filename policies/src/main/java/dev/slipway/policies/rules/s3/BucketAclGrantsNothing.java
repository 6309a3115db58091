package dev.slipway.policies.rules.s3;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import dev.slipway.policies.model.Vocabulary;
import java.util.List;

/** ACLs of buckets grant nothing. */
public final class BucketAclGrantsNothing extends ResourceRule {
    private static final Setting<List<String>> ALLOWED = Setting.list(
            "allowed",
            // The last two say nothing else than private when they are set on a bucket.
            List.of("private", "bucket-owner-read", "bucket-owner-full-control"),
            Vocabulary.of(List.of(
                    "private",
                    "public-read",
                    "public-read-write",
                    "aws-exec-read",
                    "authenticated-read",
                    "bucket-owner-read",
                    "bucket-owner-full-control",
                    "log-delivery-write")),
            "Canned ACLs that are accepted; add log-delivery-write for a bucket that takes access logs");

    public BucketAclGrantsNothing() {
        super(
                About.rule("ACLs of buckets grant nothing")
                        .why("Access that an ACL grants stands in no policy, and a canned ACL such as public-read "
                                + "opens the bucket to everyone.")
                        .remedy("Leave out acl and grants, and grant in the bucket's policy.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_20", "checkov CKV_AWS_57", "checkov CKV2_AWS_65", "trivy AWS-0092")
                        .frameworks("FSBP S3.12")
                        .links("https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html")
                        .settings(ALLOWED)
                        .build(),
                "aws:s3/bucket:Bucket",
                "aws:s3/bucketV2:BucketV2",
                "aws:s3/bucketAcl:BucketAcl",
                "aws:s3/bucketAclV2:BucketAclV2");
    }

    @Override
    public Verdict check(ResourceView resource, Settings settings) {
        Findings findings = new Findings();
        Property acl = resource.get("acl");
        findings.tryOnce(() -> {
            if (!settings.get(ALLOWED).contains(acl.text("private"))) {
                findings.violation(acl, "expected no ACL, or private");
            }
        });
        findings.tryOnce(() -> grants(resource.get("grants"), findings));
        Property owner = resource.get("accessControlPolicy.owner.id");
        findings.tryOnce(() -> {
            for (Property grant : resource.get("accessControlPolicy.grants").items()) {
                boolean toOwner = owner.isKnown()
                        && owner.text().isPresent()
                        && owner.text().equals(grant.get("grantee.id").text());
                if (!toOwner) {
                    findings.violation(grant, "expected no grant to anyone but the owner");
                }
            }
        });
        return findings.verdict();
    }

    private static void grants(Property grants, Findings findings) {
        for (Property grant : grants.items()) {
            findings.violation(grant, "expected the bucket's policy to grant, not its ACL");
        }
    }
}
