package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Artifacts are encrypted with a KMS key of your own. */
public final class PipelineArtifactsHaveOwnKey extends ResourceRule {

    public PipelineArtifactsHaveOwnKey() {
        super(
                About.rule("Artifacts are encrypted with a KMS key of your own")
                        .why("Without a key of your own, AWS's key for S3 is taken - everyone who may read the bucket "
                                + "reads the source code, and no other account can ever be let in.")
                        .remedy("Set artifactStores[].encryptionKey to a KMS key, the one of the artifact bucket, with "
                                + "type KMS.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_219")
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> findings.tryEach(pipeline.get("artifactStores").items(), store -> {
            Property key = store.get("encryptionKey.id");
            if (key.text("").isBlank() || key.text("").endsWith("alias/aws/s3")) {
                findings.violation(key, "expected a KMS key of your own");
            }
        }));
        return findings.verdict();
    }
}
