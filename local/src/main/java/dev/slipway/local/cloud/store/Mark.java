package dev.slipway.local.cloud.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What the manifest says of a part of the state: as much as this was there at the part's last commit.
 *
 * @param file the part's newest file, relative to the part
 * @param count bytes of a file that is only appended to, or writes of a file that is replaced as a whole
 * @param checksum CRC-32 of so many bytes, or of the last write
 * @param binding whether the file cannot have less; after the machine lost its power, what the disk had not taken is not missed
 */
public record Mark(String file, long count, int checksum, boolean binding) {
    private static final int BUFFER = 64 << 10;

    /**
     * How a file that is only appended to differs from this mark. It may have more: a kill leaves what was written last without its mark.
     *
     * @param path the file
     */
    public Optional<Damage> appended(Path path) {
        var unreadable = Damage.unlessFile(path);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        try {
            var size = Files.size(path);
            if (size < count) {
                return binding
                        ? Optional.of(Damage.damaged(
                                path,
                                "it has %d bytes, expected at least %d: its end is missing".formatted(size, count)))
                        : Optional.empty();
            }
            return checksum(path, count) == checksum
                    ? Optional.empty()
                    : Optional.of(Damage.damaged(path, "its first %d bytes are not what was written".formatted(count)));
        } catch (IOException e) {
            return Optional.of(Damage.unreadable(path, e));
        }
    }

    /** The CRC-32 of the first bytes of a file. */
    public static int checksum(Path file, long bytes) throws IOException {
        var sum = new CRC32();
        try (var stream = Files.newInputStream(file)) {
            var buffer = new byte[(int) Math.min(BUFFER, Math.max(1, bytes))];
            var left = bytes;
            while (left > 0) {
                var read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                sum.update(buffer, 0, read);
                left -= read;
            }
        }
        return (int) sum.getValue();
    }

    /** The CRC-32 of bytes. */
    public static int checksum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
