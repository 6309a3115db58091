package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import java.util.List;

/**
 * What an event leads to.
 *
 * @param changed the executions that are new or were changed
 * @param notices events for the bus, in order
 */
public record Step(List<Execution> changed, List<Notice> notices) {
    /** Copies its collections. */
    public Step {
        changed = List.copyOf(changed);
        notices = List.copyOf(notices);
    }
}
