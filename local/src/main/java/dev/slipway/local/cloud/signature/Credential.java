package dev.slipway.local.cloud.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key that may sign requests.
 *
 * @param accessKeyId its public part
 * @param secret its secret part
 * @param sessionToken the token that must come with a temporary key; null for a long-lived one
 * @param expires when a temporary key ends; null for a long-lived one
 * @param principalArn who it stands for
 */
public record Credential(
        String accessKeyId,
        String secret,
        @Nullable String sessionToken,
        @Nullable Instant expires,
        String principalArn) {
    /** The access key of the local cloud's account root. */
    public static final Credential ROOT = new Credential("test", "test", null, null, "arn:aws:iam::000000000000:root");

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "Credential[" + accessKeyId + ", " + principalArn + "]";
    }
}
