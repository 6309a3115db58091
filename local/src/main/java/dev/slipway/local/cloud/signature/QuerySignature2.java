package dev.slipway.local.cloud.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 2 in the query of an address of S3. boto3 and the AWS CLI presign so in us-east-1 unless they are told
 * otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html">Signing and authenticating
 *     REST requests (signature version 2)</a>
 */
final class QuerySignature2 {
    /** The parameters that are part of what is signed. */
    private static final Set<String> SIGNED = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private QuerySignature2() {}

    /** Whether the query names an access key in the way of this version. */
    static boolean in(Map<String, String> query) {
        return query.containsKey("AWSAccessKeyId");
    }

    /** The signature that the request should have. */
    static String of(SignedRequest request, Map<String, String> query, String secret) {
        return hmac(
                secret,
                String.join(
                        "\n",
                        request.method(),
                        header(request, "content-md5"),
                        header(request, "content-type"),
                        query.getOrDefault("Expires", ""),
                        amazonHeaders(request) + resource(request, query)));
    }

    private static String header(SignedRequest request, String name) {
        var value = request.header(name);
        return value == null ? "" : value;
    }

    private static String amazonHeaders(SignedRequest request) {
        return new TreeMap<>(request.headers())
                .entrySet().stream()
                        .filter(header -> header.getKey().startsWith("x-amz-"))
                        .map(header -> header.getKey() + ":" + joined(header.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String joined(List<String> values) {
        return values.stream().map(String::strip).collect(Collectors.joining(","));
    }

    private static String resource(SignedRequest request, Map<String, String> query) {
        var parameters = new TreeMap<>(query)
                .entrySet().stream()
                        .filter(parameter -> SIGNED.contains(parameter.getKey()))
                        .map(parameter -> parameter.getValue().isEmpty()
                                ? parameter.getKey()
                                : parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? request.path() : request.path() + "?" + parameters;
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
