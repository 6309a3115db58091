package dev.slipway.local.cloud.access.calls;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to S3.
 *
 * @param method HTTP method
 * @param region that it was signed for
 * @param bucket empty for the list of buckets
 * @param key empty for what is about the bucket
 * @param query parameters, decoded
 * @param headers by lower-case name
 * @param body only of a request to delete several objects
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record S3Request(
        String method,
        String region,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {
    /** Copies its collections. */
    public S3Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A header, or null. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
