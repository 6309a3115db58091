package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.HashSet;
import java.util.Set;

/** Artifacts are made once, and made before they are taken. */
final class ArtifactRules {
    private ArtifactRules() {}

    static void check(Pipeline pipeline) {
        var made = new HashSet<String>();
        for (var stage : pipeline.stages()) {
            for (var group : stage.groups().values()) {
                // Actions beside each other cannot take what the others make.
                for (var action : group) {
                    checkInputs(action, made);
                }
                for (var action : group) {
                    for (var output : action.outputs()) {
                        if (!made.add(output)) {
                            throw ActionRules.error(
                                    "Output artifact names must be unique within a pipeline. '%s' has been used more than once",
                                    output);
                        }
                    }
                }
            }
        }
    }

    private static void checkInputs(Action action, Set<String> made) {
        var seen = new HashSet<String>();
        for (var input : action.inputs()) {
            if (!seen.add(input)) {
                throw ActionRules.error("Action '%s' takes the input artifact '%s' twice", action.name(), input);
            }
            if (!made.contains(input)) {
                throw ActionRules.error(
                        "Input Artifact Bundle %s in action %s is not declared as Output Artifact Bundle in any of the preceding actions",
                        input, action.name());
            }
        }
        var primary = action.configuration().get("PrimarySource");
        if (action.type().provider().equals("CodeBuild")
                && action.inputs().size() > 1
                && (primary == null || !action.inputs().contains(primary))) {
            throw ActionRules.error(
                    "Action configuration for action '%s' must name one of its input artifacts %s as PrimarySource",
                    action.name(), action.inputs());
        }
    }
}
