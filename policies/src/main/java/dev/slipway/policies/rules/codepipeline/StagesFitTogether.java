package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stages and artifacts fit together. */
public final class StagesFitTogether extends ResourceRule {
    private static final int FEWEST_STAGES = 2;

    private record Output(double runOrder, String artifact) {}

    public StagesFitTogether() {
        super(
                About.rule("Stages and artifacts fit together")
                        .why("AWS refuses a pipeline with sources in the wrong place or with an artifact that nothing "
                                + "makes - minutes into an update that has changed other resources already.")
                        .remedy(
                                "Begin with a stage of source actions only, have at least two stages with names of their "
                                        + "own, and take as inputs what earlier actions put out.")
                        .severity(Severity.MEDIUM)
                        .peers("cfn-lint E3700", "cfn-lint E3701", "cfn-lint E3702")
                        .links(
                                "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        List<Property> stages = pipeline.get("stages").items();
        Findings findings = new Findings();
        if (stages.size() < FEWEST_STAGES) {
            findings.violation(pipeline.get("stages"), "expected at least two stages");
        }
        findings.tryOnce(() -> names(stages, findings));
        findings.tryOnce(() -> sources(stages, findings));
        findings.tryOnce(() -> artifacts(stages, findings));
        return findings.verdict();
    }

    private static void names(List<Property> named, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (Property one : named) {
            Property name = one.get("name");
            if (!name.text("").isEmpty() && !seen.add(name.text(""))) {
                findings.violation(name, "this name is taken, expected another one");
            }
        }
    }

    private static void sources(List<Property> stages, Findings findings) {
        boolean first = true;
        for (Property stage : stages) {
            for (Property action : stage.get("actions").items()) {
                if (first != Stages.is(action, "Source")) {
                    findings.violation(
                            action.get("category"),
                            first ? "the first stage has sources only" : "only the first stage has sources");
                }
            }
            names(stage.get("actions").items(), findings);
            first = false;
        }
    }

    private static void artifacts(List<Property> stages, Findings findings) {
        Set<String> earlier = new HashSet<>();
        for (Property stage : stages) {
            List<Output> here = new ArrayList<>();
            for (Property action : stage.get("actions").items()) {
                double order = action.get("runOrder").number(1);
                for (Property output : action.get("outputArtifacts").items()) {
                    here.add(new Output(order, output.text("")));
                }
            }
            for (Property action : stage.get("actions").items()) {
                double order = action.get("runOrder").number(1);
                for (Property input : action.get("inputArtifacts").items()) {
                    String artifact = input.text("");
                    boolean made = earlier.contains(artifact)
                            || here.stream()
                                    .anyMatch(output -> output.runOrder() < order
                                            && output.artifact().equals(artifact));
                    if (!made) {
                        findings.violation(input, "no earlier action puts out this artifact");
                    }
                }
            }
            here.forEach(output -> earlier.add(output.artifact()));
        }
    }
}
