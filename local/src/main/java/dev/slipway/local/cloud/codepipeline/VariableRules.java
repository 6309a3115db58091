package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Variables are referred to by a namespace that an earlier action has. */
final class VariableRules {
    private static final Pattern REFERENCE = Pattern.compile("#\\{([^.}]*)\\.?([^}]*)}");
    private static final String PIPELINE_VARIABLES = "variables";

    private VariableRules() {}

    static void check(Pipeline pipeline) {
        Set<String> known = new HashSet<>(Set.of("codepipeline", PIPELINE_VARIABLES));
        var names = new HashSet<String>();
        for (var variable : pipeline.node().path("variables")) {
            if (!names.add(variable.path("name").asText())) {
                throw ActionRules.error(
                        "Pipeline variable names must be unique. '%s' has been used more than once",
                        variable.path("name").asText());
            }
        }
        for (var stage : pipeline.stages()) {
            for (var group : stage.groups().values()) {
                group.forEach(action -> checkReferences(action, known, names));
                for (var action : group) {
                    if (!action.namespace().isEmpty() && !known.add(action.namespace())) {
                        throw ActionRules.error(
                                "Namespaces must be unique within a pipeline. '%s' has been used more than once",
                                action.namespace());
                    }
                }
            }
        }
    }

    private static void checkReferences(Action action, Set<String> known, Set<String> variables) {
        var unknown = new TreeSet<String>();
        for (var value : action.configuration().values()) {
            var reference = REFERENCE.matcher(value);
            while (reference.find()) {
                var namespace = reference.group(1);
                var missing = namespace.equals(PIPELINE_VARIABLES) && !variables.contains(reference.group(2));
                if (!known.contains(namespace) || missing) {
                    unknown.add(reference.group());
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw ActionRules.error(
                    "Action '%s' refers to variables that no preceding action has: %s", action.name(), unknown);
        }
    }
}
