package dev.slipway.local.cloud.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The default event bus, as services of AWS put events on it. */
public interface EventBus {
    /**
     * Puts one event. It is matched with the declared rules at once; targets are called by another thread, so that a slow or refused
     * target does not hold up the service. Nothing is thrown: what a target refuses is kept for the user to see.
     *
     * @param event the event
     */
    void put(Event event);

    /**
     * An event.
     *
     * @param region region of the bus
     * @param source such as {@code aws.codepipeline}
     * @param detailType as in the service's documentation
     * @param resources ARNs
     * @param detail the members that the service documents
     * @param time when it happened
     */
    record Event(
            String region, String source, String detailType, List<String> resources, ObjectNode detail, Instant time) {
        /** Copies the resources. */
        public Event {
            resources = List.copyOf(resources);
        }
    }
}
