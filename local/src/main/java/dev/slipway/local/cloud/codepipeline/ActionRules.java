package dev.slipway.local.cloud.codepipeline;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CodePipeline asks of one action: a known type, its artifacts and its settings. */
final class ActionRules {
    private static final Set<String> MANUAL_ONLY = Set.of("timeoutInMinutes");
    private static final Set<String> COMMANDS_ONLY = Set.of("commands", "environmentVariables", "outputVariables");

    private ActionRules() {}

    static void check(Action action, String region) {
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
        checkCount(action, "input", action.inputs().size(), type.minInputs(), type.maxInputs());
        checkCount(action, "output", action.outputs().size(), type.minOutputs(), type.maxOutputs());
        checkConfiguration(action, type);
        checkMembers(action, id.category().equals("Approval") ? null : "Approval", MANUAL_ONLY);
        checkMembers(action, id.category().equals("Compute") ? null : "Compute", COMMANDS_ONLY);
    }

    private static void checkCount(Action action, String what, int count, int least, int most) {
        if (count < least || count > most) {
            throw error(
                    "Action '%s' has an invalid number of %s artifacts. Expected %s, got %d",
                    action.name(), what, least == most ? Integer.toString(least) : least + " to " + most, count);
        }
    }

    private static void checkConfiguration(Action action, ActionType type) {
        for (var required : type.required().stream().sorted().toList()) {
            if (!action.configuration().containsKey(required)) {
                throw error(
                        "Action configuration for action '%s' is missing required configuration '%s'",
                        action.name(), required);
            }
        }
        for (var given : action.configuration().keySet()) {
            if (!type.required().contains(given) && !type.optional().contains(given)) {
                throw error(
                        "Action configuration for action '%s' contains unknown configuration '%s'",
                        action.name(), given);
            }
        }
    }

    private static void checkMembers(Action action, @Nullable String onlyFor, Set<String> members) {
        if (onlyFor == null) {
            return;
        }
        members.stream().sorted().filter(action.node()::has).findFirst().ifPresent(member -> {
            throw error("Action '%s' has %s, which is for actions of category %s only", action.name(), member, onlyFor);
        });
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more dependency
    static AwsException error(String message, Object... arguments) {
        return new AwsException("InvalidActionDeclarationException", message.formatted(arguments));
    }
}
