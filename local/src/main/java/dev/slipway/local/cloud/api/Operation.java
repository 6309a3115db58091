package dev.slipway.local.cloud.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What one operation does. */
@FunctionalInterface
public interface Operation {
    /**
     * Does it.
     *
     * @param call the request, already checked against the model
     * @return the answer's members
     * @throws AwsException when the service refuses
     */
    JsonNode handle(Call call);
}
