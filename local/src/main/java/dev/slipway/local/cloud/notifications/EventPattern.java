package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Which events an event type stands for.
 *
 * @param source such as aws.codepipeline
 * @param detailType as in the service's documentation
 * @param detail what stands at places of the detail, each a JSON pointer; one of the values is enough
 */
record EventPattern(String source, String detailType, Map<String, Set<String>> detail) {
    /** Copies the places. */
    EventPattern {
        detail = Map.copyOf(detail);
    }

    boolean matches(ObjectNode event) {
        return event.path("source").asText().equals(source)
                && event.path("detail-type").asText().equals(detailType)
                && detail.entrySet().stream().allMatch(place -> place.getValue()
                        .contains(event.path("detail").at(place.getKey()).asText()));
    }
}
