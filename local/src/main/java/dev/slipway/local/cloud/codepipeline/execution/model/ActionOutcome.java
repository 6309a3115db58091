package dev.slipway.local.cloud.codepipeline.execution.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an action ended.
 *
 * @param errorCode such as JobFailed; empty on success
 * @param message why it failed; empty on success
 * @param variables that it gives to later actions
 * @param revision what a source found; null for other actions
 */
public record ActionOutcome(
        String errorCode, String message, Map<String, String> variables, @Nullable Revision revision) {
    /** It has not ended, or was abandoned. */
    public static final ActionOutcome NONE = new ActionOutcome("", "", Map.of(), null);

    /** Copies its collection. */
    public ActionOutcome {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    }

    /** A failure. */
    public static ActionOutcome failure(String code, String message) {
        return new ActionOutcome(code, message, Map.of(), null);
    }

    /** Success of an action that gives variables. */
    public static ActionOutcome success(Map<String, String> variables) {
        return new ActionOutcome("", "", variables, null);
    }

    /** Whether it is a failure. */
    public boolean failed() {
        return !errorCode.isEmpty();
    }
}
