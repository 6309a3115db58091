package dev.slipway.policies.rules.codebuild;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Setting;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Builds that hang are stopped. */
public final class BuildsTimeOut extends ResourceRule {
    private static final int AWS_BUILD_TIMEOUT = 60;
    private static final int AWS_QUEUED_TIMEOUT = 480;

    private static final Setting<Integer> MOST_MINUTES =
            Setting.integer("mostMinutes", 120, 5, 2160, "Minutes after which a build is stopped");
    private static final Setting<Integer> MOST_QUEUED_MINUTES =
            Setting.integer("mostQueuedMinutes", 480, 5, 480, "Minutes after which a build that waits is given up");

    public BuildsTimeOut() {
        super(
                About.rule("Builds that hang are stopped")
                        .why("A build that hangs blocks the pipeline's stage and is paid for by the minute.")
                        .remedy("Set buildTimeout, and queuedTimeout, to what builds need at most.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html")
                        .settings(MOST_MINUTES, MOST_QUEUED_MINUTES)
                        .build(),
                "aws:codebuild/project:Project");
    }

    @Override
    public Verdict check(ResourceView project, Settings settings) {
        Findings findings = new Findings();
        within(findings, project.get("buildTimeout"), AWS_BUILD_TIMEOUT, settings.get(MOST_MINUTES));
        within(findings, project.get("queuedTimeout"), AWS_QUEUED_TIMEOUT, settings.get(MOST_QUEUED_MINUTES));
        return findings.verdict();
    }

    private static void within(Findings findings, Property minutes, int whenMissing, int most) {
        findings.tryOnce(() -> {
            if (minutes.number(whenMissing) > most) {
                findings.violation(
                        minutes,
                        "expected at most " + most + " minutes; AWS takes " + whenMissing + " when nothing is set");
            }
        });
    }
}
