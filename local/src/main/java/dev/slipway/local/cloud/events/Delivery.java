package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An event on its way from a rule to a target.
 *
 * @param id its id; the call of the target carries it as its token, so that the target does it once
 * @param ruleArn the rule
 * @param targetArn the target
 * @param event the event as rules see it
 * @param state how far it is
 * @param attempts how often the target was called
 * @param result what the target made of it, such as the id of an execution, or why it was refused; empty before
 * @param received when the rule matched
 */
public record Delivery(
        String id,
        String ruleArn,
        String targetArn,
        ObjectNode event,
        State state,
        int attempts,
        String result,
        Instant received) {
    /** How far a delivery is. */
    public enum State {
        /** The target is still to be called, or to be called again. */
        PENDING,
        /** The target took it. */
        DELIVERED,
        /** The target did not take it, and it is not tried again. */
        FAILED
    }
}
