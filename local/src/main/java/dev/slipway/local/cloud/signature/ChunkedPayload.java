package dev.slipway.local.cloud.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that came in chunks of AWS's own, each signed on the one before, with a checksum after the last; or with the checksum alone.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature calculations: transferring payload in
 *     multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Including trailing headers</a>
 */
public final class ChunkedPayload {
    private static final String STREAMING = "STREAMING-";
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER = "-TRAILER";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final int LONGEST_LINE = 16 << 10;
    private static final int BUFFER = 64 << 10;

    private final SignedRequest request;
    private final boolean signed;
    private final boolean trailing;
    private final @Nullable ChunkSignatures signatures;

    private ChunkedPayload(SignedRequest request, String kind, @Nullable ChunkSignatures signatures) {
        this.request = request;
        this.signed = kind.startsWith(SIGNED);
        this.trailing = kind.endsWith(TRAILER);
        this.signatures = signatures;
    }

    /** Whether a request has such a body. */
    public static boolean in(SignedRequest request) {
        var claimed = request.header("x-amz-content-sha256");
        return claimed != null && claimed.startsWith(STREAMING);
    }

    /**
     * The body of a request.
     *
     * @param request its head
     * @param credential whose key signed the request; null when nobody here knows the key, and somebody else refuses it
     */
    public static ChunkedPayload of(SignedRequest request, @Nullable Credential credential) throws SignatureFailure {
        var authorization = Authorization.of(request);
        var kind = String.valueOf(request.header("x-amz-content-sha256"));
        if (!kind.startsWith(SIGNED) && !kind.equals("STREAMING-UNSIGNED-PAYLOAD" + TRAILER)) {
            throw new SignatureFailure(
                    "InvalidArgument", "x-amz-content-sha256 is %s, which is not supported".formatted(kind));
        }
        return new ChunkedPayload(
                request,
                kind,
                credential == null || authorization.isEmpty()
                        ? null
                        : new ChunkSignatures(authorization.get(), credential.secret()));
    }

    /**
     * Reads the body, and copies it as it came.
     *
     * @throws SignatureFailure when a chunk or the checksum differs from what was signed
     */
    public void copy(InputStream from, OutputStream to) throws IOException, SignatureFailure {
        var checksum = TrailingChecksum.of(trailing ? request.header("x-amz-trailer") : null);
        var length = 0L;
        while (true) {
            var header = line(from, to);
            var size = size(header);
            length += size;
            var content = Signature.sha256();
            var left = size;
            var buffer = new byte[BUFFER];
            while (left > 0) {
                var read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw incomplete();
                }
                content.update(buffer, 0, read);
                checksum.update(buffer, read);
                to.write(buffer, 0, read);
                left -= read;
            }
            if (signed && signatures != null) {
                signatures.requireChunk(content.digest(), parameter(header, "chunk-signature"));
            }
            if (size == 0) {
                break;
            }
            if (!line(from, to).isEmpty()) {
                throw incomplete();
            }
        }
        var trailers = trailers(from, to);
        if (signed && trailing && signatures != null) {
            signatures.requireTrailer(trailers, trailers.getOrDefault(TRAILER_SIGNATURE, ""));
        }
        checksum.require(trailers);
        var decoded = request.header("x-amz-decoded-content-length");
        if (decoded != null && !decoded.equals(Long.toString(length))) {
            throw incomplete();
        }
    }

    private static Map<String, String> trailers(InputStream from, OutputStream to)
            throws IOException, SignatureFailure {
        var trailers = new LinkedHashMap<String, String>();
        for (var line = line(from, to); !line.isEmpty(); line = line(from, to)) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw incomplete();
            }
            trailers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (from.read() >= 0) {
            throw incomplete();
        }
        return trailers;
    }

    private static long size(String header) throws SignatureFailure {
        try {
            var size = Long.parseLong(header.split(";", 2)[0].strip(), 16);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw incomplete();
        }
        throw incomplete();
    }

    private static String parameter(String header, String name) {
        return Arrays.stream(header.split(";", -1))
                .map(String::strip)
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static String line(InputStream from, OutputStream to) throws IOException, SignatureFailure {
        var line = new ByteArrayOutputStream();
        while (true) {
            var next = from.read();
            if (next < 0) {
                throw incomplete();
            }
            line.write(next);
            if (next == '\n' || line.size() > LONGEST_LINE) {
                break;
            }
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r\n")) {
            throw incomplete();
        }
        to.write(line.toByteArray());
        return text.substring(0, text.length() - 2);
    }

    private static SignatureFailure incomplete() {
        return new SignatureFailure(
                "IncompleteBody",
                "The request body terminated unexpectedly, or is not in chunks as x-amz-content-sha256 says.");
    }
}
