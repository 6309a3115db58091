package dev.slipway.local.rehearsal.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {
    private final Path folder;

    ContentTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsEveryFileButThoseOfGit() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve(".git"));
        Files.write(folder.resolve("bin/run"), new byte[] {0, -1, 10});
        assertThat(folder.resolve("bin/run").toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("README"), "text");
        Files.writeString(folder.resolve(".git/HEAD"), "x");

        assertThat(Content.of(folder).files())
                .isEqualTo(Map.of(
                        "bin/run", new Content.File("\0\u00ff\n", true),
                        "README", new Content.File("text", false)));
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThatThrownBy(() -> Content.of(folder))
                .hasMessageEndingWith("has no files, expected the content of a repository");
    }

    @Test
    void appendsLinesAndKeepsTheMode() {
        var content = new Content(Map.of("run", new Content.File("a", true)));

        assertThat(content.appended("run", "b").files()).isEqualTo(Map.of("run", new Content.File("a\nb\n", true)));
        assertThat(content.appended("new", "b").text("new")).isEqualTo("b\n");
    }

    @Test
    void marksThePageOrElseAFile() {
        var page = new Content(Map.of("www/index.html", new Content.File("<html>hi</html>", false)));
        var other = new Content(Map.of("main.c", new Content.File("", false)));

        assertThat(page.marked("good-1").text("www/index.html"))
                .isEqualTo("<html>hi<!-- slipway-rehearsal:good-1 -->\n</html>");
        assertThat(other.marked("good-1").text("slipway-rehearsal.txt")).isEqualTo("good-1\n");
    }
}
