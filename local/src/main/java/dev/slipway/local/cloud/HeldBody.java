package dev.slipway.local.cloud;

import dev.slipway.local.cloud.signature.ChunkedPayload;
import dev.slipway.local.cloud.signature.Credential;
import dev.slipway.local.cloud.signature.SignatureFailure;
import dev.slipway.local.cloud.signature.SignedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.io.content.PathContentSource;
import org.jspecify.annotations.Nullable;

/** The body of an object, kept until it is known to be what was signed: nobody may see a part of one that is not. */
final class HeldBody implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final Path folder;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream toFile;

    private HeldBody(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a body to its end.
     *
     * @param folder for those that are large
     * @param head the request's head, which says what was signed
     * @param signer whose key signed it; null when somebody else finds out
     * @throws SignatureFailure when it is not what was signed; then all of it is read and nothing is kept
     */
    static HeldBody read(InputStream from, Path folder, SignedRequest head, @Nullable Credential signer)
            throws IOException, SignatureFailure {
        var held = new HeldBody(folder);
        try {
            if (ChunkedPayload.in(head)) {
                ChunkedPayload.of(head, signer).copy(from, held.sink());
            } else {
                held.copy(from, head.header("x-amz-content-sha256"));
            }
            held.finish();
            return held;
        } catch (IOException | SignatureFailure | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private void copy(InputStream from, @Nullable String claimed) throws IOException, SignatureFailure {
        var digested = new DigestInputStream(from, sha256());
        digested.transferTo(sink());
        var actual = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        if (claimed != null
                && HASH.matcher(claimed).matches()
                && !claimed.toLowerCase(Locale.ROOT).equals(actual)) {
            throw new SignatureFailure(
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.",
                    Map.of("ClientComputedContentSHA256", claimed, "S3ComputedContentSHA256", actual));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                keep(bytes, offset, length);
            }
        };
    }

    private void keep(byte[] bytes, int offset, int length) throws IOException {
        if (toFile == null && memory.size() + length > IN_MEMORY) {
            file = Files.createTempFile(folder, "body", "");
            toFile = Files.newOutputStream(file);
            memory.writeTo(toFile);
            memory = new ByteArrayOutputStream();
        }
        if (toFile == null) {
            memory.write(bytes, offset, length);
        } else {
            toFile.write(bytes, offset, length);
        }
    }

    private void finish() throws IOException {
        if (toFile != null) {
            toFile.close();
            toFile = null;
        }
    }

    /** The body from its beginning. */
    Content.Source source() {
        return file == null
                ? new ByteBufferContentSource(ByteBuffer.wrap(memory.toByteArray()))
                : new PathContentSource(file);
    }

    @Override
    public void close() {
        try {
            finish();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the body of a request cannot be removed from " + folder, e);
        }
    }
}
