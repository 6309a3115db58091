package dev.slipway.local.cloud.signature;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an HTTP request that a signature covers.
 *
 * @param method HTTP method
 * @param path path as on the wire, still encoded
 * @param query query string as on the wire, without the question mark; null when there is none
 * @param headers values by lower-case name, in the order of arrival
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record SignedRequest(
        String method, String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
