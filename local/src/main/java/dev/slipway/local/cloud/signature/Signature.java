package dev.slipway.local.cloud.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the signature that a request should have.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class Signature {
    private static final HexFormat HEX = HexFormat.of();

    private Signature() {}

    static String of(SignedRequest request, Authorization authorization, String secret, String payloadHash) {
        var canonical = String.join(
                "\n",
                request.method(),
                canonicalPath(request.path(), authorization.scope().service()),
                canonicalQuery(request),
                canonicalHeaders(request, authorization.signedHeaders()),
                String.join(";", authorization.signedHeaders()),
                payloadHash);
        var scope = authorization.scope();
        var toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                authorization.timestamp(),
                scope.toString(),
                sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        return HEX.formatHex(hmac(key(secret, scope), toSign));
    }

    /** The key that a secret gives for a scope. */
    static byte[] key(String secret, Authorization.Scope scope) {
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : List.of(scope.date(), scope.region(), scope.service(), "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    /** A service other than S3 encodes the path once more. */
    private static String canonicalPath(String path, String service) {
        var encoded = service.equals("s3") ? path : path.replace("%", "%25");
        return encoded.isEmpty() ? "/" : encoded;
    }

    private static String canonicalQuery(SignedRequest request) {
        return Authorization.pairs(request.query()).stream()
                .filter(pair -> !pair.get(0).equals("X-Amz-Signature"))
                .map(pair -> pair.get(0) + "=" + pair.get(1))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String canonicalHeaders(SignedRequest request, List<String> names) {
        return names.stream()
                .map(name -> name + ":"
                        + request.headers().getOrDefault(name, List.of()).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
    }

    static String sha256(byte[] bytes) {
        return HEX.formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
