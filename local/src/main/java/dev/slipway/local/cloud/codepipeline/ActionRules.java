package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.execution.action.VariablesSetting;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What CodePipeline asks of one action: a known type, its artifacts and its settings. */
final class ActionRules {
    private static final String CODEBUILD = "CodeBuild";
    private static final String REFERENCE = "#{";

    private ActionRules() {}

    static void check(Action action, String region, String pipelineType) {
        var id = action.type();
        var type = ActionTypes.BY_ID.get(ActionTypes.id(id.category(), id.owner(), id.provider()));
        if (type == null || !id.version().equals("1")) {
            throw error(
                    "ActionType (Category: '%s', Provider: '%s', Owner: '%s', Version: '%s') in action '%s' is not available in region %s",
                    id.category(),
                    id.provider(),
                    id.owner(),
                    id.version(),
                    action.name(),
                    region.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        if (!type.pipelineType().isEmpty() && !type.pipelineType().equals(pipelineType)) {
            throw error(
                    "Action '%s' of provider %s needs pipeline type %s, got %s",
                    action.name(), id.provider(), type.pipelineType(), pipelineType);
        }
        checkCount(action, "input", action.inputs().size(), type.inputs());
        checkCount(action, "output", action.outputs().size(), type.outputs());
        checkNames(action, type);
        checkValues(action, type);
        checkMembers(action);
        if (id.provider().equals(CODEBUILD)) {
            checkVariables(action);
        }
    }

    private static void checkCount(Action action, String what, int count, ActionType.Count expected) {
        if (!expected.holds(count)) {
            throw error(
                    "Action '%s' has an invalid number of %s artifacts. Expected %s, got %d",
                    action.name(), what, expected, count);
        }
    }

    private static void checkNames(Action action, ActionType type) {
        require(action, type.required());
        if (action.inputs().isEmpty()) {
            require(action, type.withoutInputs());
        }
        if (type.anySettings()) {
            return;
        }
        for (var given : action.configuration().keySet()) {
            if (!type.required().contains(given) && !type.optional().contains(given)) {
                throw error(
                        "Action configuration for action '%s' contains unknown configuration '%s'",
                        action.name(), given);
            }
        }
    }

    private static void require(Action action, Iterable<String> settings) {
        for (var required : settings) {
            if (!action.configuration().containsKey(required)) {
                throw error(
                        "Action configuration for action '%s' is missing required configuration '%s'",
                        action.name(), required);
            }
        }
    }

    /** A value with a variable in it is not known before the action runs. */
    private static void checkValues(Action action, ActionType type) {
        var configuration = action.configuration();
        type.values().forEach((name, values) -> {
            var value = configuration.getOrDefault(name, REFERENCE);
            if (!value.contains(REFERENCE) && !values.contains(value)) {
                throw error(
                        "Action configuration for action '%s' has the value '%s' for '%s', expected one of %s",
                        action.name(), value, name, values);
            }
        });
        for (var condition : type.conditions()) {
            if (condition.value().equals(configuration.get(condition.setting()))
                    && !configuration.keySet().containsAll(condition.needs())) {
                throw error(
                        "Action configuration for action '%s' has '%s' for '%s', which needs %s too",
                        action.name(), condition.value(), condition.setting(), condition.needs());
            }
        }
        for (var group : type.together()) {
            var given = group.stream().filter(configuration::containsKey).toList();
            if (!given.isEmpty() && given.size() < group.size()) {
                throw error(
                        "Action configuration for action '%s' has %s, expected all of %s or none",
                        action.name(), given, group);
            }
        }
        if (!type.choices().isEmpty() && type.choices().stream().noneMatch(configuration.keySet()::containsAll)) {
            throw error(
                    "Action configuration for action '%s' has %s, expected all of one of %s",
                    action.name(), configuration.keySet(), type.choices());
        }
    }

    /** What stands beside the settings, and is for some types only. */
    private static void checkMembers(Action action) {
        var category = action.type().category();
        var provider = action.type().provider();
        refuse(action, "timeoutInMinutes", Set.of("Approval"), category);
        for (var member : List.of("commands", "outputVariables")) {
            refuse(action, member, Set.of("Compute"), category);
        }
        if (!provider.equals("EKS")) {
            refuse(action, "environmentVariables", Set.of("Compute"), category);
        }
        if (category.equals("Compute") && action.node().path("commands").isEmpty()) {
            throw error("Action '%s' has no commands, expected 1 to 50", action.name());
        }
    }

    private static void refuse(Action action, String member, Set<String> only, String category) {
        if (action.node().has(member) && !only.contains(category)) {
            throw error(
                    "Action '%s' has %s, which is for actions of category %s only",
                    action.name(), member, String.join(", ", only));
        }
    }

    private static void checkVariables(Action action) {
        var json = action.configuration().getOrDefault(VariablesSetting.NAME, "");
        try {
            VariablesSetting.read(json);
        } catch (IllegalArgumentException e) {
            // A variable of the pipeline may stand for a part that is no text of the JSON.
            if (!json.contains(REFERENCE)) {
                throw error("Action configuration for action '%s': %s", action.name(), String.valueOf(e.getMessage()));
            }
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    static AwsException error(String message, Object... arguments) {
        return new AwsException("InvalidActionDeclarationException", message.formatted(arguments));
    }
}
