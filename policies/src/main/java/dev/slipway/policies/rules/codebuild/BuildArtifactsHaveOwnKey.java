package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds encrypt what they write with a KMS key of your own. */
public final class BuildArtifactsHaveOwnKey extends ResourceRule {

    public BuildArtifactsHaveOwnKey() {
        super(
                About.rule("Builds encrypt what they write with a KMS key of your own")
                        .why("Without a key of your own, AWS's key for S3 is taken - which cannot be shared with "
                                + "another account, and whose use nobody can take away.")
                        .remedy("Set encryptionKey to the ARN of a KMS key, the one of the artifact bucket.")
                        .severity(Severity.LOW)
                        .peers("checkov CKV_AWS_147", "cdk-nag AwsSolutions-CB4")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-kms.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        if (!writes(project)) {
            return Verdict.notApplicable("the project itself writes nothing to S3");
        }
        Property key = project.get("encryptionKey");
        return key.text("").isBlank() || key.text("").endsWith("alias/aws/s3")
                ? Verdict.violation(key, "expected a KMS key of your own")
                : Verdict.compliant();
    }

    private static boolean writes(ResourceView project) {
        return project.get("artifacts.type").text("").equals("S3")
                || project.get("cache.type").text("").equals("S3")
                || !project.get("secondaryArtifacts").items().isEmpty();
    }
}
