package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Edits;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.Remediable;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;

/** Pipelines are of type V2. */
public final class PipelineIsV2 extends ResourceRule implements Remediable {

    public PipelineIsV2() {
        super(
                About.rule("Pipelines are of type V2")
                        .why("Triggers on branches, tags and paths, rollback and retry of a stage, conditions, "
                                + "variables and execution modes only exist in type V2, and a V1 pipeline costs the same on "
                                + "days without a push.")
                        .remedy("Set pipelineType to V2.")
                        .severity(Severity.LOW)
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        Property type = pipeline.get("pipelineType");
        return type.text("V1").equals("V2")
                ? Verdict.compliant()
                : Verdict.violation(type, "expected V2; AWS takes V1 when nothing is set");
    }

    @Override
    public Edits remedy(ResourceView pipeline, Settings settings) {
        return Edits.set("pipelineType", "V2");
    }
}
