package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Somebody approves before the last stage deploys. */
public final class DeploymentIsApproved extends ResourceRule {

    public DeploymentIsApproved() {
        super(
                About.rule("Somebody approves before the last stage deploys")
                        .why("Otherwise everything that is merged runs in production a few minutes later, and nobody "
                                + "has decided so.")
                        .remedy("Add an action of category Approval and provider Manual before the deployment - in an "
                                + "earlier stage, or in the same one with a lower runOrder. Where every merge may go out, "
                                + "such as in a development environment, disable this rule.")
                        .severity(Severity.MEDIUM)
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        List<Property> stages = pipeline.get("stages").items();
        int last = -1;
        for (int i = 0; i < stages.size(); i++) {
            last = Stages.has(stages.get(i), "Deploy") ? i : last;
        }
        if (last < 0) {
            return Verdict.notApplicable("the pipeline deploys nothing");
        }
        for (int i = 0; i < last; i++) {
            if (Stages.has(stages.get(i), "Approval")) {
                return Verdict.compliant();
            }
        }
        double deployment = first(stages.get(last), "Deploy");
        return first(stages.get(last), "Approval") < deployment
                ? Verdict.compliant()
                : Verdict.violation(stages.get(last).get("name"), "this stage deploys, and nobody has approved");
    }

    private static double first(Property stage, String category) {
        double first = Double.MAX_VALUE;
        for (Property action : stage.get("actions").items()) {
            if (Stages.is(action, category)) {
                first = Math.min(first, action.get("runOrder").number(1));
            }
        }
        return first;
    }
}
