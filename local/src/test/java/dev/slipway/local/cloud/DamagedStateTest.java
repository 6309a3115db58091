package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.local.cloud.access.record.CallQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State that is missing or damaged is said by name, whatever file it is and whatever happened to it, and every byte stays as it was. */
class DamagedStateTest {
    private static Path before;

    private Path state;

    @BeforeAll
    static void aCloudWithEverything(@TempDir Path folder) throws Exception {
        before = folder;
        StateOfEverything.make(before.resolve("state"));
    }

    @BeforeEach
    void copy(@TempDir Path folder) throws IOException {
        state = folder.resolve("state");
        copy(before.resolve("state"), state);
    }

    private enum Harm {
        REMOVED {
            @Override
            void to(Path file) throws IOException {
                delete(file);
            }
        },
        EMPTIED {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT {
            @Override
            void to(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, boundary(file, bytes)));
            }
        },
        FLIPPED {
            @Override
            void to(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        },
        UNREADABLE {
            /** Root may read whatever the mode is; nobody can read a link that leads to itself. */
            @Override
            void to(Path file) throws IOException {
                delete(file);
                Files.createSymbolicLink(file, file.getFileName());
            }
        },
        A_FOLDER {
            @Override
            void to(Path file) throws IOException {
                delete(file);
                Files.createDirectory(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    /** Half of a file, at the end of a record where it has records. */
    private static int boundary(Path file, byte[] bytes) {
        var name = file.getFileName().toString();
        var boundary = bytes.length / 2;
        if (file.toString().contains("/state/ministack/state/") || file.startsWith("ministack")) {
            boundary = bytes.length / 2;
        } else if (name.endsWith(".journal")) {
            boundary = 0;
            while (boundary < bytes.length / 2) {
                boundary += 12 + ByteBuffer.wrap(bytes, boundary, 4).getInt();
            }
        } else if (name.equals("manifest")) {
            boundary = bytes.length / 1024 * 512;
        } else if (name.endsWith(".jsonl")) {
            boundary = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        }
        return boundary;
    }

    private static void delete(Path file) throws IOException {
        try (var files = Files.walk(file)) {
            for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    /** A kind of file, where it is, and what a start or a check says of it when it is emptied, cut, or has one byte changed. */
    private record Kind(String path, boolean deep, String emptied, String cut, String flipped) {
        String expected(Harm harm) {
            return switch (harm) {
                case REMOVED -> "is missing";
                case EMPTIED -> damaged(emptied);
                case CUT -> damaged(cut);
                case FLIPPED -> damaged(flipped);
                case UNREADABLE -> "cannot be read (";
                case A_FOLDER -> damaged("it is a folder, expected a file");
            };
        }

        private static String damaged(String reason) {
            return reason.startsWith("is ") ? reason : "is damaged (%s)".formatted(reason);
        }
    }

    private static String end(int found, int expected) {
        return "it has %d bytes, expected at least %d: its end is missing".formatted(found, expected);
    }

    private static String first(int bytes) {
        return "its first %d bytes are not what was written".formatted(bytes);
    }

    private static int size(String path) throws IOException {
        return Math.toIntExact(Files.size(before.resolve("state").resolve(path)));
    }

    /** A file that is only appended to. */
    private static Kind appended(String path, String flipped) throws IOException {
        var bytes = Files.readAllBytes(before.resolve("state").resolve(path));
        return new Kind(
                path,
                false,
                end(0, bytes.length),
                end(boundary(Path.of(path), bytes), bytes.length),
                flipped.isEmpty() ? first(bytes.length) : flipped);
    }

    private static Kind content(String path, boolean deep) throws IOException {
        var reason = "its content is not what was written";
        var size = "it has %d bytes, expected %d";
        return new Kind(path, deep, size.formatted(0, size(path)), size.formatted(size(path) / 2, size(path)), reason);
    }

    private static Kind layer() throws Exception {
        var size = StateOfEverything.LAYER.length();
        return new Kind(
                "images/blobs/" + StateOfEverything.digest(StateOfEverything.LAYER),
                true,
                "it has 0 bytes, expected " + size,
                "it has %d bytes, expected %d".formatted(size / 2, size),
                "its content has another digest than its name");
    }

    private static List<Kind> kinds() throws Exception {
        var bytes = Files.readAllBytes(before.resolve("state/journal/0.journal"));
        var record = 0;
        for (var next = 0;
                next <= bytes.length / 2;
                next += 12 + ByteBuffer.wrap(bytes, next, 4).getInt()) {
            record = next;
        }
        var format = "it says \"%s\", expected \"slipway local cloud state, format 3\"";
        var lastLine = "its last line, the checksum, is missing";
        var git = entry("repositories");
        return List.of(
                new Kind(
                        "format",
                        false,
                        format.formatted(""),
                        format.formatted("slipway local clou"),
                        format.formatted("slipway local cloue state, format 3")),
                new Kind(
                        "manifest",
                        false,
                        "it has 0 bytes, expected at least 512",
                        "it has %d bytes, expected at least %d"
                                .formatted(size("manifest") / 1024 * 512, size("manifest") / 1024 * 512 + 512),
                        "the checksum of line %d does not match it".formatted(size("manifest") / 1024 + 1)),
                appended("journal/0.journal", "the record at byte %d has a wrong checksum".formatted(record)),
                appended("calls/000000000001.jsonl", ""),
                appended("calls/000000000002.jsonl", ""),
                appended("pulled-images", ""),
                appended("ministack/state/0.journal", ""),
                new Kind("ecs.json", false, lastLine, lastLine, "its checksum does not match its content"),
                layer(),
                content("ministack/objects/000000000000/site/index.html", true),
                content("ministack/objects/000000000000/site/index.html.meta.json", false),
                appended(entry("ministack/index"), ""),
                new Kind(
                        git + "/refs/heads/main",
                        false,
                        "it names no object",
                        "it names no object",
                        "is damaged (it "));
    }

    /** The first entry of a folder of the state. */
    private static String entry(String folder) throws IOException {
        try (var files = Files.list(before.resolve("state").resolve(folder))) {
            return before.resolve("state")
                    .relativize(files.findFirst().orElseThrow())
                    .toString();
        }
    }

    private static Stream<Arguments> harms() throws Exception {
        return kinds().stream().flatMap(kind -> Stream.of(Harm.values()).map(harm -> Arguments.of(kind, harm)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("harms")
    void isSaidByName(Kind kind, Harm harm) throws Exception {
        var file = state.resolve(kind.path());
        harm.to(file);
        var bytes = everything();
        if (kind.deep() && harm == Harm.FLIPPED) {
            StateFolder.take(state).close();
            assertThat(everything()).isEqualTo(bytes);
        }
        var failure = catchThrowableOfType(StartFailure.class, () -> {
            if (kind.deep()) {
                StateFolder.check(state);
            } else {
                StateFolder.take(state).close();
            }
        });
        assertThat(failure).hasMessageStartingWith("state file %s %s".formatted(file, kind.expected(harm)));
        assertThat(failure).hasMessageEndingWith("; nothing was changed");
        assertThat(failure.reason())
                .isEqualTo(
                        harm == Harm.UNREADABLE
                                ? StartFailure.Reason.STATE_UNUSABLE
                                : StartFailure.Reason.STATE_DAMAGED);
        assertThat(everything()).isEqualTo(bytes);
    }

    @Test
    void allIsSaidAtOnceAndWhatCanBeLeftOutIs() throws Exception {
        Files.delete(state.resolve("pulled-images"));
        Files.delete(state.resolve("calls/000000000001.jsonl"));
        var lost =
                "the calls that the local cloud recorded, which images ./slipway local reset removes from the container engine";
        assertThat(catchThrowableOfType(
                        StartFailure.class, () -> StateFolder.take(state).close()))
                .hasMessage(
                        """
                        2 state files are missing or damaged:
                          %s is missing
                          %s is missing
                        restore the whole state folder from a backup, or run ./slipway local check --leave-out to go on without %s, or run ./slipway local reset to start afresh; nothing was changed"""
                                .formatted(
                                        state.resolve("calls/000000000001.jsonl"),
                                        state.resolve("pulled-images"),
                                        lost));
        assertThat(String.join(", ", StateFolder.leaveOut(state))).isEqualTo(lost);
        StateFolder.check(state);
        try (var left = Files.walk(state.resolve("left-out"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("000000000002.jsonl");
        }
        try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
            assertThat(cloud.calls().find(CallQuery.all())).isEmpty();
        }
    }

    @Test
    void otherDamageIsNotLeftOut() throws Exception {
        Files.delete(state.resolve("pulled-images"));
        Files.delete(state.resolve("ecs.json"));
        var bytes = everything();
        assertThat(catchThrowableOfType(StartFailure.class, () -> StateFolder.leaveOut(state)))
                .hasMessage(
                        "state file %s is missing: restore the whole state folder from a backup, or run ./slipway local reset to start afresh; nothing was changed"
                                .formatted(state.resolve("ecs.json")));
        assertThat(everything()).isEqualTo(bytes);
    }

    /** Objects of Git below the newest commit are looked at by the check alone; no commit here has the empty tree. */
    @Test
    void aDamagedFileOfACommitIsFoundByTheCheck() throws Exception {
        try (var files = Files.walk(state.resolve(entry("repositories")).resolve("objects"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("4b/825dc642cb6eb9a060e54bf8d69288fbee4904"))
                    .toList()) {
                delete(state);
                copy(before.resolve("state"), state);
                Harm.FLIPPED.to(file);
                var failure = catchThrowableOfType(StartFailure.class, () -> StateFolder.check(state));
                assertThat(failure).isNotNull();
                assertThat(failure.reason()).isEqualTo(StartFailure.Reason.STATE_DAMAGED);
                assertThat(failure).hasMessageContaining(", of the Git repository app");
            }
        }
    }

    /** Every file with its content, every folder, and every link. */
    private Map<String, String> everything() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(state)) {
            for (var file : files.toList()) {
                found.put(
                        state.relativize(file).toString(),
                        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                ? HexFormat.of().formatHex(Files.readAllBytes(file))
                                : Files.isSymbolicLink(file) ? "link" : "folder");
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
