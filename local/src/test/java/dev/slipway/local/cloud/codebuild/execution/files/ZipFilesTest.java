package dev.slipway.local.cloud.codebuild.execution.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFilesTest {
    private Path folder;

    private Path zip;
    private Path to;

    @BeforeEach
    void makeFolders(@TempDir Path temporary) throws IOException {
        folder = temporary;
        zip = folder.resolve("a.zip");
        to = Files.createDirectories(folder.resolve("to"));
    }

    private record Entry(String name, int mode, String text) {}

    private void write(Entry... entries) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (Entry entry : entries) {
                ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
                header.setUnixMode(entry.mode());
                out.putArchiveEntry(header);
                out.write(entry.text().getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
    }

    private static Entry file(String name, String text) {
        return new Entry(name, 0100644, text);
    }

    private static Entry link(String name, String target) {
        return new Entry(name, 0120777, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "back\\slash.txt",
                "\\",
                "..\\..\\x",
                "in/back\\slash",
                "two\nlines",
                " ",
                "-rf",
                "ümläut 😀",
                "c:x",
                "'\"$(x)`",
                "[a]*?",
                "..x",
            })
    void aFileHasItsNameAgainWhereTheZipIsUnpacked(String name) throws IOException {
        Path original = folder.resolve("from").resolve(name);
        Files.createDirectories(original.getParent());
        Files.writeString(original, "text");
        SortedMap<String, Path> files = new TreeMap<>();
        files.put(name, original);

        ZipFiles.write(zip, files);
        ZipFiles.read(zip, to);

        try (Stream<Path> all = Files.walk(to)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(path -> to.relativize(path).toString()))
                    .containsExactly(name);
        }
        assertThat(to.resolve(name)).hasContent("text");
    }

    @Test
    void whatIsALinkWithinTheZipIsOneAgain() throws IOException {
        write(
                link("first", "deep/down/file"),
                file("deep/down/file", "1"),
                link("deep/up", "../other"),
                link("folder", "deep"),
                link("gone", "nothing/there"),
                file("other", "2"));

        ZipFiles.read(zip, to);

        assertThat(to.resolve("first")).isSymbolicLink().hasContent("1");
        assertThat(to.resolve("deep/up")).isSymbolicLink().hasContent("2");
        assertThat(to.resolve("folder")).isSymbolicLink().isDirectory();
        assertThat(Files.readSymbolicLink(to.resolve("gone"))).hasToString("nothing/there");
    }

    @ParameterizedTest
    @CsvSource({
        "a, /etc/passwd",
        "a, ../x",
        "a/b, ../../x",
        "a, b/../../x",
        "a, b/..",
        "a, .",
        "a, ''",
        "a/b, ..",
        "a, ./../x",
    })
    void aLinkThatCouldLeadOutOfTheZipIsRefused(String name, String target) throws IOException {
        write(link(name, target));

        assertThatThrownBy(() -> ZipFiles.read(zip, to))
                .isInstanceOf(BadZipException.class)
                .hasMessage(
                        "zip entry '" + name + "' is a symbolic link to '" + target + "', expected a file of the zip");
        assertThat(to.resolve(name)).doesNotExist();
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        write(link("a", "b"), file("a/x", "1"), file("b/y", "2"));

        assertThatThrownBy(() -> ZipFiles.read(zip, to))
                .isInstanceOf(BadZipException.class)
                .hasMessage("zip entry 'a' is a link and a folder at the same time");
        assertThat(to.resolve("b/x")).doesNotExist();
    }

    /** It would lie in the folder that the other leads to, where as many steps up lead out of the zip. */
    @Test
    void noLinkIsMadeBelowAnother() throws IOException {
        write(file("s/x", "1"), link("p/q/d", "../../s"), link("p/q/d/e", "../../../x"));

        assertThatThrownBy(() -> ZipFiles.read(zip, to))
                .isInstanceOf(BadZipException.class)
                .hasMessage("zip entry 'p/q/d/e' lies below the link 'p/q/d'");
        assertThat(to.resolve("s/e")).doesNotExist();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(List.of(file("../x", "")), "zip entry '../x' lies outside of the zip's folder"),
                Arguments.of(List.of(file("a/../../x", "")), "zip entry 'a/../../x' lies outside of the zip's folder"),
                Arguments.of(List.of(file("/x", "")), "zip entry '/x' lies outside of the zip's folder"),
                Arguments.of(
                        List.of(file("a", ""), file("a/b", "")),
                        "zip entry 'a/b' is a file and a folder at the same time"),
                Arguments.of(
                        List.of(file("a/b", ""), file("a", "")),
                        "zip entry 'a' is a file and a folder at the same time"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aZipThatIsNoFolderOfFilesIsRefusedInOurWords(List<Entry> entries, String message) throws IOException {
        write(entries.toArray(Entry[]::new));

        assertThatThrownBy(() -> ZipFiles.read(zip, to))
                .isInstanceOf(BadZipException.class)
                .hasMessage(message);
    }

    @Test
    void ofEntriesWithOneNameTheLastCounts() throws IOException {
        write(file("a", "1"), file("a", "2"));

        ZipFiles.read(zip, to);

        assertThat(to.resolve("a")).hasContent("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "PK\u0003\u0004 and so on", "not a zip at all, but longer than its smallest header is"})
    void whatIsNoZipIsSaidToBeNone(String text) throws IOException {
        Files.writeString(zip, text);

        assertThatThrownBy(() -> ZipFiles.read(zip, to))
                .isInstanceOf(BadZipException.class)
                .hasMessage("got a file that is no zip, or is damaged");
    }
}
