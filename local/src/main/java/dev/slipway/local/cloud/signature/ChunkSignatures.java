package dev.slipway.local.cloud.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** The chain of signatures in a body: each covers a chunk and the signature before it, the first that of the request. */
final class ChunkSignatures {
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final String NOTHING =
            HexFormat.of().formatHex(Signature.sha256().digest());

    private final Authorization authorization;
    private final byte[] key;
    private String before;

    ChunkSignatures(Authorization authorization, String secret) {
        this.authorization = authorization;
        this.key = Signature.key(secret, authorization.scope());
        this.before = authorization.signature();
    }

    void requireChunk(byte[] hash, String given) throws SignatureFailure {
        require(given, "AWS4-HMAC-SHA256-PAYLOAD", NOTHING, HexFormat.of().formatHex(hash));
    }

    void requireTrailer(Map<String, String> trailers, String given) throws SignatureFailure {
        var text = new StringBuilder();
        trailers.forEach((name, value) -> {
            if (!name.equals(TRAILER_SIGNATURE)) {
                text.append(name).append(':').append(value).append('\n');
            }
        });
        require(
                given,
                "AWS4-HMAC-SHA256-TRAILER",
                Signature.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void require(String given, String algorithm, String... hashes) throws SignatureFailure {
        var toSign = String.join(
                "\n",
                algorithm,
                authorization.timestamp(),
                authorization.scope().toString(),
                before,
                String.join("\n", hashes));
        var expected = HexFormat.of().formatHex(Signature.hmac(key, toSign));
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            throw new SignatureFailure(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
        }
        before = expected;
    }
}
