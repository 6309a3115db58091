package dev.slipway.local.cloud.ecs.scheduler;

import java.util.List;

/**
 * What the scheduler decided.
 *
 * @param state the service from now on
 * @param actions what to do, in this order
 */
public record Decision(ServiceState state, List<Action> actions) {
    /** Copies the actions. */
    public Decision {
        actions = List.copyOf(actions);
    }
}
