package dev.slipway.local.cloud.ecr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Layers and manifests as files named by their digest, on disk before anyone is told of them. */
public final class BlobFolder {
    static final String BLOBS = "blobs";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern UPLOAD = Pattern.compile("[0-9a-f-]{36}");

    private final Path blobs;
    private final Path uploads;

    /** Blobs below a folder, which is made. Uploads that an earlier run did not finish are dropped. */
    BlobFolder(Path folder) {
        this.blobs = folder.resolve(BLOBS);
        this.uploads = folder.resolve("uploads");
        try {
            Files.createDirectories(blobs);
            Files.createDirectories(uploads);
            try (var left = Files.newDirectoryStream(uploads)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the image folder %s cannot be used".formatted(folder), e);
        }
    }

    /** Whether a text is a digest that can be stored. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The digest of bytes. */
    public static String digest(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The file of a blob, which may not exist. */
    public Path file(String digest) {
        if (!isDigest(digest)) {
            throw new IllegalArgumentException("digest is '%s', expected sha256: and 64 hex digits".formatted(digest));
        }
        return blobs.resolve(name(digest));
    }

    /** What the file of a blob is called. */
    static String name(String digest) {
        return digest.substring("sha256:".length());
    }

    byte[] read(String digest) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException("blob %s cannot be read".formatted(digest), e);
        }
        if (!digest(bytes).equals(digest)) {
            throw new IllegalStateException(
                    "state file %s is damaged (its content has another digest than its name)".formatted(file(digest)));
        }
        return bytes;
    }

    /** Keeps bytes. */
    void put(byte[] bytes) {
        var id = begin();
        try {
            Files.write(uploads.resolve(id), bytes);
            finish(id, digest(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest cannot be written", e);
        }
    }

    /** Begins an upload and gives its id. */
    public String begin() {
        var id = UUID.randomUUID().toString();
        try {
            Files.createFile(uploads.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException("an upload cannot be begun in %s".formatted(uploads), e);
        }
        return id;
    }

    /** Whether this upload is under way. */
    public boolean uploading(String id) {
        return UPLOAD.matcher(id).matches() && Files.exists(uploads.resolve(id));
    }

    /** How many bytes an upload has. */
    public long uploaded(String id) throws IOException {
        return Files.size(uploads.resolve(id));
    }

    /** Adds bytes to an upload and tells how many it has now. */
    public long append(String id, InputStream content) throws IOException {
        try (var file = Files.newOutputStream(uploads.resolve(id), StandardOpenOption.APPEND)) {
            content.transferTo(file);
        }
        return uploaded(id);
    }

    /** Drops an upload. */
    public void abandon(String id) throws IOException {
        Files.deleteIfExists(uploads.resolve(id));
    }

    /** The digest of what was uploaded. */
    String digestOf(String id) throws IOException {
        return digest(uploads.resolve(id));
    }

    /** The digest of a file's bytes. */
    static String digest(Path file) throws IOException {
        var sum = sha256();
        try (var stream = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (var read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(sum.digest());
    }

    /** Makes an upload the blob of this digest; it is on disk when this returns. */
    void finish(String id, String digest) throws IOException {
        var upload = uploads.resolve(id);
        try (var channel = FileChannel.open(upload, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.move(upload, file(digest), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException same) {
            Files.deleteIfExists(upload);
        }
        try (var channel = FileChannel.open(blobs, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Drops every blob that nothing refers to. */
    void keepOnly(Set<String> digests) throws IOException {
        try (var files = Files.newDirectoryStream(blobs)) {
            for (var file : files) {
                if (!digests.contains("sha256:" + file.getFileName())) {
                    Files.delete(file);
                }
            }
        }
    }
}
