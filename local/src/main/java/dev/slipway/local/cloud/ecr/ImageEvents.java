package dev.slipway.local.cloud.ecr;

import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.events.EventBus;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events {@code ECR Image Action}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html">Events</a>
 */
record ImageEvents(EventBus bus, Clock clock) {
    void pushed(Place place, String digest, @Nullable String tag) {
        put(place, "PUSH", digest, tag);
    }

    void deleted(Place place, String digest, @Nullable String tag) {
        put(place, "DELETE", digest, tag);
    }

    private void put(Place place, String action, String digest, @Nullable String tag) {
        var detail = Json.object()
                .put("result", "SUCCESS")
                .put("repository-name", place.name())
                .put("image-digest", digest)
                .put("action-type", action);
        if (tag != null) {
            detail.put("image-tag", tag);
        }
        bus.put(new EventBus.Event(place.region(), "aws.ecr", "ECR Image Action", List.of(), detail, clock.instant()));
    }
}
