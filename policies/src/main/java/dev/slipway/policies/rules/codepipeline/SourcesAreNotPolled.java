package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.Set;

/** Sources start the pipeline by an event, not by polling. */
public final class SourcesAreNotPolled extends ResourceRule {
    private static final Set<String> POLLED_BY_DEFAULT = Set.of("CodeCommit", "S3", "GitHub");

    public SourcesAreNotPolled() {
        super(
                About.rule("Sources start the pipeline by an event, not by polling")
                        .why("Polling is on unless it is turned off. It finds a push minutes later, AWS disables it "
                                + "for pipelines that rest, and next to an event rule it starts every execution twice.")
                        .remedy("Set configuration.PollForSourceChanges of the source action to false, and add an "
                                + "EventBridge rule.")
                        .severity(Severity.MEDIUM)
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/update-change-detection.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        Findings findings = new Findings();
        findings.tryOnce(() -> findings.tryEach(Stages.actions(pipeline), action -> {
            if (Stages.is(action, "Source")
                    && POLLED_BY_DEFAULT.contains(action.get("provider").text(""))) {
                Property poll = action.get("configuration.PollForSourceChanges");
                if (poll.flag(true)) {
                    findings.violation(poll, "expected false; AWS polls when nothing is set");
                }
            }
        }));
        return findings.verdict();
    }
}
