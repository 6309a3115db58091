package dev.slipway.policies.rules.codepipeline;

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

/** Stages that deploy roll back or retry when they fail. */
public final class DeploymentsRollBackOrRetry extends ResourceRule {
    private static final Setting<List<String>> ACCEPTED = Setting.list(
            "accepted",
            List.of("ROLLBACK", "RETRY"),
            Vocabulary.of(List.of("ROLLBACK", "RETRY", "FAIL")),
            "Results of onFailure that are accepted for a stage that deploys");

    public DeploymentsRollBackOrRetry() {
        super(
                About.rule("Stages that deploy roll back or retry when they fail")
                        .why("A deployment that fails half-way stays half-way until somebody comes.")
                        .remedy("Set onFailure.result of the stage to ROLLBACK, or to RETRY with a retryConfiguration.")
                        .severity(Severity.MEDIUM)
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html")
                        .settings(ACCEPTED)
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        if (!pipeline.get("pipelineType").text("V1").equals("V2")) {
            return Verdict.notApplicable("only pipelines of type V2 can roll back or retry, see pipeline-is-v2");
        }
        boolean parallel = pipeline.get("executionMode").text("SUPERSEDED").equals("PARALLEL");
        Findings findings = new Findings();
        findings.tryEach(pipeline.get("stages").items(), stage -> {
            if (Stages.has(stage, "Deploy")) {
                check(stage.get("onFailure"), parallel, settings.get(ACCEPTED), findings);
            }
        });
        return findings.verdict();
    }

    private static void check(Property onFailure, boolean parallel, List<String> accepted, Findings findings) {
        Property result = onFailure.get("result");
        String onCondition = onFailure.get("condition.result").text("");
        if (!accepted.contains(result.text("")) && !accepted.contains(onCondition)) {
            findings.violation(result, "expected " + String.join(" or ", accepted));
        } else if (parallel && result.text(onCondition).equals("ROLLBACK")) {
            findings.violation(result, "a pipeline with executionMode PARALLEL does not roll back, expected RETRY");
        }
    }
}
