package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an action works with. It is fixed when the action starts, so that a restart of the cloud changes nothing.
 *
 * @param configuration the settings with all variables resolved
 * @param inputs where the input artifacts are, by name in the order of the declaration
 * @param outputs where the output artifacts go, by name in the order of the declaration
 * @param revision revision that the start of the execution asks a source for; empty for the newest
 * @param token of an approval; empty for other actions
 * @param deadline when it has failed
 */
public record ActionInput(
        Map<String, String> configuration,
        Map<String, Location> inputs,
        Map<String, Location> outputs,
        String revision,
        String token,
        Instant deadline) {
    /** Copies its collections. */
    public ActionInput {
        configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
