package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one phase.
 *
 * @param runAs the Linux user of this phase's commands, or null for the buildspec's own
 * @param onFailure what happens when the phase fails
 * @param commands run in order until one fails
 * @param finallyCommands {@code finally}: run after the commands, whether they failed or not
 * @param runtimeVersions runtimes by name; only AWS's own images install them
 */
public record PhaseSection(
        @Nullable String runAs,
        OnFailure onFailure,
        List<String> commands,
        List<String> finallyCommands,
        Map<String, String> runtimeVersions) {
    /** A phase that the buildspec does not name. */
    public static final PhaseSection EMPTY = new PhaseSection(null, OnFailure.DEFAULT, List.of(), List.of(), Map.of());

    public PhaseSection {
        Objects.requireNonNull(onFailure);
        commands = List.copyOf(commands);
        finallyCommands = List.copyOf(finallyCommands);
        runtimeVersions = Collections.unmodifiableMap(new LinkedHashMap<>(runtimeVersions));
    }
}
