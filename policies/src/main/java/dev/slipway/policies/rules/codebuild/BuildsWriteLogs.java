package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds write logs. */
public final class BuildsWriteLogs extends ResourceRule {

    public BuildsWriteLogs() {
        super(
                About.rule("Builds write logs")
                        .why("A build that fails or does something strange leaves no trace.")
                        .remedy("Leave logsConfig.cloudwatchLogs enabled, or set s3Logs to ENABLED.")
                        .severity(Severity.MEDIUM)
                        .peers("checkov CKV_AWS_314")
                        .frameworks("FSBP CodeBuild.4")
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html")
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Property cloudwatch = project.get("logsConfig.cloudwatchLogs.status");
        return cloudwatch.text("ENABLED").equals("ENABLED")
                        || project.get("logsConfig.s3Logs.status")
                                .text("DISABLED")
                                .equals("ENABLED")
                ? Verdict.compliant()
                : Verdict.violation(cloudwatch, "builds leave no logs, expected ENABLED");
    }
}
