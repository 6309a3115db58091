package dev.slipway.local.cloud.signature;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a request, how and when: from the Authorization header, or from the query of a presigned address.
 *
 * @param accessKeyId the access key
 * @param scope what the key was narrowed to
 * @param signedHeaders names of the headers that the signature covers
 * @param signature the signature, in hexadecimal digits
 * @param sessionToken the token of a temporary key
 * @param timestamp when it was signed, as on the wire
 * @param expiresIn how long a presigned address is good for; null for a header
 */
public record Authorization(
        String accessKeyId,
        Scope scope,
        List<String> signedHeaders,
        String signature,
        @Nullable String sessionToken,
        String timestamp,
        @Nullable Duration expiresIn) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * A credential scope.
     *
     * @param date day, as in 20261123
     * @param region AWS region
     * @param service signing name of the service
     */
    public record Scope(String date, String region, String service) {
        @Override
        public String toString() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    /** Signed headers are kept as given. */
    public Authorization {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /**
     * Reads it.
     *
     * @return empty when the request is not signed
     * @throws SignatureFailure when what is there is not a whole signature
     */
    public static Optional<Authorization> of(SignedRequest request) throws SignatureFailure {
        var header = request.header("authorization");
        if (header != null) {
            return Optional.of(ofHeader(request, header));
        }
        var query = decode(request.query());
        return query.containsKey("X-Amz-Algorithm") ? Optional.of(ofQuery(query)) : Optional.empty();
    }

    private static Authorization ofHeader(SignedRequest request, String header) throws SignatureFailure {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete(
                    "Authorization header '%s' does not start with %s".formatted(header.split(" ", 2)[0], ALGORITHM));
        }
        Map<String, String> parts = new HashMap<>();
        for (var part : header.substring(ALGORITHM.length()).split(",", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        for (var name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!parts.containsKey(name)) {
                throw incomplete("Authorization header requires '%s' parameter.".formatted(name));
            }
        }
        var timestamp = request.header("x-amz-date");
        if (timestamp == null) {
            throw incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        return build(
                parts.getOrDefault("Credential", ""),
                parts.getOrDefault("SignedHeaders", ""),
                parts.getOrDefault("Signature", ""),
                request.header("x-amz-security-token"),
                timestamp,
                null);
    }

    private static Authorization ofQuery(Map<String, String> query) throws SignatureFailure {
        if (!ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            throw incomplete("X-Amz-Algorithm '%s' is not %s".formatted(query.get("X-Amz-Algorithm"), ALGORITHM));
        }
        for (var name : List.of("X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date")) {
            if (!query.containsKey(name)) {
                throw incomplete("AWS query-string parameters must include '%s'.".formatted(name));
            }
        }
        return build(
                query.getOrDefault("X-Amz-Credential", ""),
                query.getOrDefault("X-Amz-SignedHeaders", ""),
                query.getOrDefault("X-Amz-Signature", ""),
                query.get("X-Amz-Security-Token"),
                query.getOrDefault("X-Amz-Date", ""),
                expiry(query.getOrDefault("X-Amz-Expires", "900")));
    }

    private static Duration expiry(String seconds) throws SignatureFailure {
        try {
            var expiry = Duration.ofSeconds(Long.parseLong(seconds));
            if (!expiry.isNegative() && expiry.compareTo(LONGEST) <= 0) {
                return expiry;
            }
        } catch (NumberFormatException e) {
            throw incomplete("X-Amz-Expires '%s' is not a number of seconds".formatted(seconds));
        }
        throw incomplete("X-Amz-Expires must be between 0 and %d seconds".formatted(LONGEST.toSeconds()));
    }

    private static Authorization build(
            String credential,
            String signedHeaders,
            String signature,
            @Nullable String token,
            String timestamp,
            @Nullable Duration expiresIn)
            throws SignatureFailure {
        var parts = credential.split("/", -1);
        if (parts.length != 5
                || !parts[4].equals("aws4_request")
                || Stream.of(parts).anyMatch(String::isBlank)) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '%s'"
                            .formatted(credential));
        }
        return new Authorization(
                parts[0],
                new Scope(parts[1], parts[2], parts[3]),
                List.of(signedHeaders.split(";", -1)),
                signature,
                token,
                timestamp,
                expiresIn);
    }

    /** When it was signed. */
    Instant signedAt() throws SignatureFailure {
        try {
            return Instant.from(TIMESTAMP.parse(timestamp));
        } catch (DateTimeException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '%s'.".formatted(timestamp));
        }
    }

    private static SignatureFailure incomplete(String message) {
        return new SignatureFailure("IncompleteSignatureException", message);
    }

    /** The parameters of a query string, decoded. */
    public static Map<String, String> decode(@Nullable String query) {
        Map<String, String> decoded = new HashMap<>();
        for (var pair : pairs(query)) {
            decoded.put(
                    URLDecoder.decode(pair.get(0), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.get(1), StandardCharsets.UTF_8));
        }
        return decoded;
    }

    /** Name and value, still encoded, of every parameter of a query string. */
    static List<List<String>> pairs(@Nullable String query) {
        var pairs = new ArrayList<List<String>>();
        if (query != null && !query.isEmpty()) {
            for (var pair : query.split("&", -1)) {
                var equals = pair.indexOf('=');
                pairs.add(
                        equals < 0
                                ? List.of(pair, "")
                                : List.of(pair.substring(0, equals), pair.substring(equals + 1)));
            }
        }
        return pairs;
    }
}
