package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** What builds write to S3 is encrypted. */
public final class BuildOutputsAreEncrypted extends ResourceRule {

    public BuildOutputsAreEncrypted() {
        super(
                About.rule("What builds write to S3 is encrypted")
                        .why(
                                "Artifacts, logs and test reports hold what the build has seen, source code and test data included.")
                        .remedy("Leave encryptionDisabled out, or set it to false.")
                        .severity(Severity.HIGH)
                        .peers("checkov CKV_AWS_78", "checkov CKV_AWS_311", "trivy AWS-0018")
                        .frameworks("FSBP CodeBuild.3", "FSBP CodeBuild.7")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html")
                        .build(),
                "aws:codebuild/project:Project",
                "aws:codebuild/reportGroup:ReportGroup");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> artifacts(findings, project.get("artifacts")));
        findings.tryOnce(() -> findings.tryEach(
                project.get("secondaryArtifacts").items(), artifacts -> artifacts(findings, artifacts)));
        findings.tryOnce(() -> {
            Property logs = project.get("logsConfig.s3Logs");
            if (logs.get("status").text("DISABLED").equals("ENABLED")) {
                encrypted(findings, logs.get("encryptionDisabled"));
            }
        });
        findings.tryOnce(() -> {
            Property export = project.get("exportConfig");
            if (export.get("type").text("").equals("S3")) {
                encrypted(findings, export.get("s3Destination.encryptionDisabled"));
            }
        });
        return findings.verdict();
    }

    private static void artifacts(Findings findings, Property artifacts) {
        // With CODEPIPELINE the pipeline's store decides, without artifacts there is nothing to encrypt.
        if (artifacts.get("type").text("").equals("S3")) {
            encrypted(findings, artifacts.get("encryptionDisabled"));
        }
    }

    private static void encrypted(Findings findings, Property disabled) {
        if (disabled.flag(false)) {
            findings.violation(disabled, "expected false");
        }
    }
}
