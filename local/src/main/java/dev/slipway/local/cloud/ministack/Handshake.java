package dev.slipway.local.cloud.ministack;

import static dev.slipway.local.cloud.StartFailure.Reason.NO_MINISTACK;
import static dev.slipway.local.cloud.StartFailure.Reason.OTHER;
import static dev.slipway.local.cloud.StartFailure.Reason.STATE_DAMAGED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.StartFailure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ministack says when it is up.
 *
 * @param port the private loopback port that it listens on
 * @param services the signing names that it answers for
 */
record Handshake(int port, Set<String> services) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Handshake {
        services = Set.copyOf(services);
    }

    /** Reads the launcher's first line; null means that it ended without one. */
    static Handshake parse(@Nullable String line) throws StartFailure {
        if (line == null) {
            throw new StartFailure(OTHER, "ministack ended while it started: its messages are above");
        }
        try {
            var message = JSON.readTree(line);
            if (message.has("ready")) {
                var services = new HashSet<String>();
                message.at("/ready/services").forEach(service -> services.add(service.textValue()));
                return new Handshake(message.at("/ready/port").intValue(), services);
            }
            throw failure(message.path("failed"));
        } catch (JsonProcessingException e) {
            throw new StartFailure(OTHER, "ministack said \"%s\", expected its port".formatted(line));
        }
    }

    private static StartFailure failure(JsonNode failed) {
        var reason = failed.path("reason").asText();
        return switch (failed.path("kind").asText()) {
            case "corrupt" ->
                new StartFailure(
                        STATE_DAMAGED,
                        "state file %s is damaged (%s): restore the whole state folder from a backup, or run ./slipway local reset to start afresh; nothing was changed"
                                .formatted(failed.path("file").asText(), reason));
            case "missing" ->
                new StartFailure(
                        NO_MINISTACK, "ministack cannot be loaded (%s): run ./slipway setup".formatted(reason));
            default -> new StartFailure(OTHER, "ministack did not start: " + failed);
        };
    }
}
