package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The images of this cloud's own registry that its tasks brought onto the machine, in a file with one reference a line.
 * {@code ./slipway local reset} removes those, and no others, from the container engine.
 */
final class PulledImages {
    private final Path file;
    private final Slot slot;
    private final CRC32 sum = new CRC32();
    private final Set<String> known;

    /**
     * Goes on with what an earlier run noted.
     *
     * @param file where the references are kept; made by the first one
     * @param slot its line in the manifest
     */
    PulledImages(Path file, Slot slot) {
        this.file = file;
        this.slot = slot;
        try {
            var bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            sum.update(bytes);
            this.known = new String(bytes, StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of pulled images %s cannot be read".formatted(file), e);
        }
    }

    /** Notes an image that is about to be pulled; it is on disk when this returns, so that a kill leaves no image unknown. */
    synchronized void pulling(String image) {
        if (known.contains(image)) {
            return;
        }
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = (image + "\n").getBytes(StandardCharsets.UTF_8);
            var line = ByteBuffer.wrap(bytes);
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            sum.update(bytes);
            slot.set(String.valueOf(file.getFileName()), channel.size(), (int) sum.getValue(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("image %s cannot be noted in %s".formatted(image, file), e);
        }
        known.add(image);
    }
}
