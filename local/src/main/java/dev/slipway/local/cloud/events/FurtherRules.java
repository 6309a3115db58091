package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.store.Transaction;
import java.util.List;

/** Rules beside those of EventBridge, such as notification rules. The bus keeps and makes their deliveries like its own: at least once. */
public interface FurtherRules {
    /**
     * What follows from an event of a service of ours.
     *
     * @param view the store, as it is when the event leaves for the rules of EventBridge
     * @param event the event as rules see it
     */
    List<Message> messages(Transaction view, ObjectNode event);

    /** Sends a message; called again later when the target is busy. */
    Outcome send(Message message);

    /**
     * What a rule sends.
     *
     * @param ruleArn the rule
     * @param targetArn who gets it
     * @param text what it gets
     */
    record Message(String ruleArn, String targetArn, String text) {}
}
