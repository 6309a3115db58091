package dev.slipway.local.cloud.codebuild.execution.model;

import java.time.Instant;
import java.util.Objects;

/**
 * Credentials of a session of a role.
 *
 * @param accessKeyId id of the key
 * @param secretAccessKey the key
 * @param sessionToken token of the session
 * @param expiration when they end
 */
public record TemporaryCredentials(
        String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
    public TemporaryCredentials {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secretAccessKey);
        Objects.requireNonNull(sessionToken);
        Objects.requireNonNull(expiration);
    }

    /** Names the key only. */
    @Override
    public String toString() {
        return "TemporaryCredentials[" + accessKeyId + ", until " + expiration + "]";
    }
}
