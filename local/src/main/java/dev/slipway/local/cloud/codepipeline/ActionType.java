package dev.slipway.local.cloud.codepipeline;

import java.util.Set;

/**
 * A type of action, always in version 1.
 *
 * @param category such as Build
 * @param owner AWS or ThirdParty
 * @param provider such as CodeBuild
 * @param minInputs fewest artifacts that it takes
 * @param maxInputs most artifacts that it takes
 * @param minOutputs fewest artifacts that it makes
 * @param maxOutputs most artifacts that it makes
 * @param required settings that must be given
 * @param optional settings that may be given
 */
record ActionType(
        String category,
        String owner,
        String provider,
        int minInputs,
        int maxInputs,
        int minOutputs,
        int maxOutputs,
        Set<String> required,
        Set<String> optional) {
    ActionType required(String... names) {
        return new ActionType(
                category, owner, provider, minInputs, maxInputs, minOutputs, maxOutputs, Set.of(names), optional);
    }

    ActionType optional(String... names) {
        return new ActionType(
                category, owner, provider, minInputs, maxInputs, minOutputs, maxOutputs, required, Set.of(names));
    }
}
