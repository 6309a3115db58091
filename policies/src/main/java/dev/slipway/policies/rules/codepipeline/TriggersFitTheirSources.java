package dev.slipway.policies.rules.codepipeline;

import dev.slipway.policies.model.About;
import dev.slipway.policies.model.Findings;
import dev.slipway.policies.model.Property;
import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.Severity;
import dev.slipway.policies.model.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Triggers fit their sources, and can fire. */
public final class TriggersFitTheirSources extends ResourceRule {
    private static final Set<String> ANYTHING = Set.of("*", "**");

    public TriggersFitTheirSources() {
        super(
                About.rule("Triggers fit their sources, and can fire")
                        .why("A trigger that names no source, or excludes all that it includes, never starts the "
                                + "pipeline - and a trigger turns the default change detection off.")
                        .remedy(
                                "Name a source action with provider CodeStarSourceConnection, one trigger for each, in a "
                                        + "pipeline of type V2, and leave out of excludes what stands in includes.")
                        .severity(Severity.MEDIUM)
                        .peers("cfn-lint E3703")
                        .links("https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html")
                        .build(),
                "aws:codepipeline/pipeline:Pipeline");
    }

    @Override
    public Verdict check(ResourceView pipeline, Settings settings) {
        List<Property> triggers = pipeline.get("triggers").items();
        if (triggers.isEmpty()) {
            return Verdict.compliant();
        }
        Findings findings = new Findings();
        findings.tryOnce(() -> {
            if (!pipeline.get("pipelineType").text("V1").equals("V2")) {
                findings.violation(pipeline.get("triggers"), "only pipelines of type V2 have triggers");
            }
        });
        findings.tryOnce(() -> sources(pipeline, triggers, findings));
        findings.tryEach(triggers, trigger -> {
            Property git = trigger.get("gitConfiguration");
            findings.tryEach(git.get("pushes").items(), push -> filters(push, findings));
            findings.tryEach(git.get("pullRequests").items(), request -> filters(request, findings));
        });
        return findings.verdict();
    }

    private static void sources(ResourceView pipeline, List<Property> triggers, Findings findings) {
        Set<String> connections = new HashSet<>();
        for (Property action : Stages.actions(pipeline)) {
            if (action.get("provider").text("").equals("CodeStarSourceConnection")) {
                connections.add(action.get("name").text(""));
            }
        }
        Set<String> seen = new HashSet<>();
        findings.tryEach(triggers, trigger -> {
            Property name = trigger.get("gitConfiguration.sourceActionName");
            if (!connections.contains(name.text(""))) {
                findings.violation(name, "no source action with provider CodeStarSourceConnection has this name");
            } else if (!seen.add(name.text(""))) {
                findings.violation(name, "another trigger is for this source too, expected one trigger for each");
            }
        });
    }

    private static void filters(Property event, Findings findings) {
        for (String kind : List.of("branches", "tags", "filePaths")) {
            findings.tryOnce(() -> {
                Property excludes = event.get(kind).get("excludes");
                Set<String> excluded = texts(excludes);
                Set<String> included = texts(event.get(kind).get("includes"));
                boolean never = excluded.stream().anyMatch(ANYTHING::contains)
                        || (!included.isEmpty() && excluded.containsAll(included));
                if (never) {
                    findings.violation(excludes, "everything that is included is excluded, and excludes win");
                }
            });
        }
    }

    private static Set<String> texts(Property list) {
        Set<String> texts = new HashSet<>();
        list.items().forEach(item -> texts.add(item.text("")));
        return texts;
    }
}
