package dev.slipway.local.cloud.ecs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.store.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulledImagesTest {
    private final Path file;

    PulledImagesTest(@TempDir Path folder) {
        this.file = folder.resolve("pulled-images");
    }

    private void pull(String... images) {
        var pulled = new PulledImages(file, Slot.none());
        List.of(images).forEach(pulled::pulling);
    }

    @Test
    void imagesAreNotedOnceOverRestarts() throws IOException {
        pull("127.0.0.1:4566/web:1", "127.0.0.1:4566/web:2", "127.0.0.1:4566/web:1");
        pull("127.0.0.1:4566/web:2", "127.0.0.1:4566/api@sha256:ab");

        assertThat(Files.readAllLines(file))
                .containsExactly("127.0.0.1:4566/web:1", "127.0.0.1:4566/web:2", "127.0.0.1:4566/api@sha256:ab");
    }

    @Test
    void anImageThatCannotBeNotedIsAnError() {
        var lost = new PulledImages(file.resolve("missing"), Slot.none());

        assertThatThrownBy(() -> lost.pulling("127.0.0.1:4566/web:1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("image 127.0.0.1:4566/web:1 cannot be noted in %s".formatted(file.resolve("missing")));
    }
}
