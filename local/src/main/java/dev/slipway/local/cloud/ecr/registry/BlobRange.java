package dev.slipway.local.cloud.ecr.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The part of a blob that a request asks for.
 *
 * @param from its first byte
 * @param to its last byte
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, range requests</a>
 */
record BlobRange(long from, long to) {
    private static final Pattern RANGE = Pattern.compile("bytes=(?<from>\\d{0,18})-(?<to>\\d{0,18})");

    /**
     * The part, or nothing where the whole blob is asked for, as RFC 9110 wants it for several ranges at once, for what is no range, and
     * for conditions on a validator, which blobs do not have.
     *
     * @param size how many bytes the blob has
     * @throws RegistryError when the blob has no such part
     */
    static Optional<BlobRange> of(Request request, long size) throws RegistryError {
        var header = request.getHeaders().get(HttpHeader.RANGE);
        if (header == null || request.getHeaders().contains(HttpHeader.IF_RANGE)) {
            return Optional.empty();
        }
        var match = RANGE.matcher(header.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var from = match.group("from");
        var to = match.group("to");
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (!from.isEmpty() && !to.isEmpty() && Long.parseLong(from) > Long.parseLong(to)) {
            return Optional.empty();
        }
        var first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        if (first >= size) {
            throw new RegistryError(
                    416, "RANGE_INVALID", "the range is %s, but the blob has %d bytes".formatted(header, size));
        }
        var end = from.isEmpty() || to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return Optional.of(new BlobRange(first, end));
    }

    long length() {
        return to - from + 1;
    }

    /** The Content-Range header of an answer that has it. */
    String header(long size) {
        return "bytes %d-%d/%d".formatted(from, to, size);
    }

    /** Copies it from the start of a blob. */
    void copy(InputStream blob, OutputStream body) throws IOException {
        blob.skipNBytes(from);
        var buffer = new byte[1 << 16];
        for (var left = length(); left > 0; ) {
            var read = blob.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the blob ends %d bytes before its size".formatted(left));
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }
}
