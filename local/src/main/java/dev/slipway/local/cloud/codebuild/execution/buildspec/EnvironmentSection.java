package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Section {@code env}.
 *
 * @param shell what runs the commands
 * @param variables plain values, taken as they are: nothing in them is expanded
 * @param parameterStore names of Parameter Store parameters, by variable
 * @param secretsManager references to Secrets Manager secrets, by variable
 * @param exportedVariables names of the variables that other actions of a pipeline may read
 * @param gitCredentialHelper whether git asks CodeBuild for credentials
 */
public record EnvironmentSection(
        ShellName shell,
        Map<String, String> variables,
        Map<String, String> parameterStore,
        Map<String, SecretReference> secretsManager,
        List<String> exportedVariables,
        boolean gitCredentialHelper) {
    /** A buildspec without {@code env}. */
    public static final EnvironmentSection EMPTY =
            new EnvironmentSection(ShellName.SH, Map.of(), Map.of(), Map.of(), List.of(), false);

    /** A section with plain variables and nothing else. */
    static EnvironmentSection of(Map<String, String> variables) {
        return new EnvironmentSection(ShellName.SH, variables, Map.of(), Map.of(), List.of(), false);
    }

    public EnvironmentSection {
        Objects.requireNonNull(shell);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        parameterStore = Collections.unmodifiableMap(new LinkedHashMap<>(parameterStore));
        secretsManager = Collections.unmodifiableMap(new LinkedHashMap<>(secretsManager));
        exportedVariables = List.copyOf(exportedVariables);
    }
}
