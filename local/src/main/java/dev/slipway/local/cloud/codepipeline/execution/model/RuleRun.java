package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of a rule.
 *
 * @param id of the run
 * @param rule name of the rule
 * @param status its state; Failed when its check is not met
 * @param started when it began
 * @param updated when something changed
 * @param configuration the settings with all variables resolved
 * @param summary what was found; may be empty
 * @param errorCode when the check could not be made; may be empty
 */
public record RuleRun(
        String id,
        String rule,
        RunStatus status,
        Instant started,
        Instant updated,
        Map<String, String> configuration,
        String summary,
        String errorCode) {
    /** Copies its collection. */
    public RuleRun {
        configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    }

    /** A run that begins. */
    public static RuleRun begin(String id, String rule, Map<String, String> configuration, Instant now) {
        return new RuleRun(id, rule, RunStatus.InProgress, now, now, configuration, "", "");
    }

    /** At its end. */
    public RuleRun end(RunStatus how, String found, String code, Instant now) {
        return new RuleRun(id, rule, how, started, now, configuration, found, code);
    }
}
