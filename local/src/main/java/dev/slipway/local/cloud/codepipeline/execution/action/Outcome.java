package dev.slipway.local.cloud.codepipeline.execution.action;

import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of taking an action further.
 *
 * @param progress how far it has come
 * @param end how it ended; null when it goes on
 */
public record Outcome(ActionProgress progress, @Nullable ActionOutcome end) {
    /** It goes on; it is looked at again soon. */
    public static Outcome goesOn(ActionProgress progress) {
        return new Outcome(progress, null);
    }

    /** It has succeeded. */
    public static Outcome succeeded(ActionProgress progress, Map<String, String> variables) {
        return new Outcome(progress, ActionOutcome.success(variables));
    }

    /** It has failed. */
    public static Outcome failed(ActionProgress progress, String code, String message) {
        return new Outcome(progress, ActionOutcome.failure(code, message));
    }
}
