package dev.slipway.local.cloud.ecs.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The images of this cloud's own registry that its tasks brought onto the machine, in a file with one reference a line.
 * {@code ./slipway local reset} removes those, and no others, from the container engine.
 */
final class PulledImages {
    private final Path file;
    private final Set<String> known;

    /**
     * Goes on with what an earlier run noted.
     *
     * @param file where the references are kept; made by the first one
     */
    PulledImages(Path file) {
        this.file = file;
        try {
            this.known = Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : new HashSet<>();
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
            var line = ByteBuffer.wrap((image + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("image %s cannot be noted in %s".formatted(image, file), e);
        }
        known.add(image);
    }
}
