package dev.slipway.local.cloud.codepipeline.execution.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an execution came to be; it never changes.
 *
 * @param version number of the pipeline's structure
 * @param mode how it goes along with others
 * @param trigger what started it
 * @param rollbackTarget the execution that a rollback goes back to; empty for others
 * @param variables the pipeline's variables
 * @param revisions revisions that source actions are to take, by action
 * @param started when
 */
public record Origin(
        int version,
        ExecutionMode mode,
        Trigger trigger,
        String rollbackTarget,
        Map<String, String> variables,
        Map<String, String> revisions,
        Instant started) {
    /** Copies its collections. */
    public Origin {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        revisions = Collections.unmodifiableMap(new TreeMap<>(revisions));
    }

    /** Whether it goes back to what an earlier execution deployed. */
    public boolean rollback() {
        return !rollbackTarget.isEmpty();
    }
}
