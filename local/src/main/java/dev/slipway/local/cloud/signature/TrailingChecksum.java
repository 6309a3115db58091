package dev.slipway.local.cloud.signature;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that stands after a body.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object integrity</a>
 */
final class TrailingChecksum {
    private static final String PREFIX = "x-amz-checksum-";

    private final @Nullable String header;
    private final Sum sum;

    private interface Sum {
        void update(byte[] bytes, int length);

        byte[] value();
    }

    private record Crc(Checksum checksum, int bytes) implements Sum {
        @Override
        public void update(byte[] content, int length) {
            checksum.update(content, 0, length);
        }

        @Override
        public byte[] value() {
            var all =
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
            return Arrays.copyOfRange(all, Long.BYTES - bytes, Long.BYTES);
        }
    }

    private record Digest(MessageDigest digest) implements Sum {
        @Override
        public void update(byte[] content, int length) {
            digest.update(content, 0, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    private static final Map<String, Supplier<Sum>> SUMS = Map.of(
            "crc32", () -> new Crc(new CRC32(), Integer.BYTES),
            "crc32c", () -> new Crc(new CRC32C(), Integer.BYTES),
            "crc64nvme", () -> new Crc(new Crc64Nvme(), Long.BYTES),
            "sha1", () -> digest("SHA-1"),
            "sha256", () -> digest("SHA-256"));

    private TrailingChecksum(@Nullable String header, Sum sum) {
        this.header = header;
        this.sum = sum;
    }

    private static Sum digest(String algorithm) {
        try {
            return new Digest(MessageDigest.getInstance(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /**
     * The checksum that a request announces.
     *
     * @param announced the header x-amz-trailer; null when nothing is announced
     */
    static TrailingChecksum of(@Nullable String announced) throws SignatureFailure {
        if (announced == null) {
            return new TrailingChecksum(null, digest("SHA-256"));
        }
        var name = announced.strip().toLowerCase(Locale.ROOT);
        var sum = name.startsWith(PREFIX) ? SUMS.get(name.substring(PREFIX.length())) : null;
        if (sum == null) {
            throw new SignatureFailure(
                    "InvalidRequest", "The value specified in the x-amz-trailer header is not supported");
        }
        return new TrailingChecksum(name, sum.get());
    }

    void update(byte[] bytes, int length) {
        sum.update(bytes, length);
    }

    void require(Map<String, String> trailers) throws SignatureFailure {
        if (header == null) {
            return;
        }
        var given = trailers.get(header);
        if (given == null) {
            throw new SignatureFailure(
                    "MalformedTrailerError",
                    "The request contained trailing data that was not well-formed or did not conform to our published schema.");
        }
        if (!given.equals(Base64.getEncoder().encodeToString(sum.value()))) {
            throw new SignatureFailure(
                    "BadDigest",
                    "The %s you specified did not match the calculated checksum."
                            .formatted(header.substring(PREFIX.length()).toUpperCase(Locale.ROOT)));
        }
    }
}
