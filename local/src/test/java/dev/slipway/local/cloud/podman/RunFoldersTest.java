package dev.slipway.local.cloud.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
    private static final String USER = System.getProperty("user.name");

    private final Path run;
    private final Path states;
    private final RunFolders folders;

    RunFoldersTest(@TempDir Path folder) throws IOException {
        run = Files.createDirectory(folder.resolve("run"));
        states = Files.createDirectory(folder.resolve("states"));
        folders = new RunFolders(run, USER, Set.of());
    }

    private Path cloud(String name) throws IOException {
        return Files.createDirectory(states.resolve(name));
    }

    private Set<Path> left() throws IOException {
        try (var paths = Files.list(run)) {
            return paths.collect(Collectors.toSet());
        }
    }

    @Test
    void aFolderIsItsUsersAloneAndSaysWhoseItIs() throws IOException {
        var cloud = cloud("kept");
        var folder = folders.of(cloud);
        assertThat(folders.of(cloud)).as("the same when it starts again").isEqualTo(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("owner"));
        }
        assertThat(folder.resolve("owner")).hasContent(cloud.toString());
    }

    @Test
    void whatACloudLeftWhoseStateIsGoneIsRemovedAndNothingElse() throws IOException {
        var kept = folders.of(cloud("kept"));
        var gone = cloud("gone");
        var leftOver = folders.of(gone);
        Files.createDirectories(leftOver.resolve("libpod/tmp"));
        Files.writeString(leftOver.resolve("libpod/tmp/alive.lck"), "");
        var outside = Files.writeString(states.resolve("outside"), "not ours");
        Files.createSymbolicLink(leftOver.resolve("link"), outside);
        Files.createSymbolicLink(leftOver.resolve("folder"), states);
        Files.delete(gone);

        assertThat(folders.removeLeftOver()).containsExactly(leftOver);
        assertThat(left()).containsExactly(kept);
        assertThat(outside).hasContent("not ours");
        assertThat(folders.removeLeftOver()).isEmpty();
    }

    @Test
    void whatRanBeforeTheMachineWasStartedAgainIsRemoved() throws IOException {
        var cloud = cloud("kept");
        var before = Files.createDirectory(run.resolve("slipway-000000000000"));
        Files.writeString(before.resolve("owner"), cloud + "\n");
        var now = folders.of(cloud);
        assertThat(folders.removeLeftOver()).containsExactly(before);
        assertThat(left()).containsExactly(now);
    }

    @Test
    void whatIsNotOursIsLeftAlone() throws IOException {
        var absent = states.resolve("absent") + "\n";
        Files.createDirectory(run.resolve("slipway-00000000000a"));
        for (var name : Set.of("slipway-other", "slipway-00000000000G", "podman", "xslipway-000000000000")) {
            Files.writeString(Files.createDirectory(run.resolve(name)).resolve("owner"), absent);
        }
        Files.writeString(
                Files.createDirectory(run.resolve("slipway-00000000000b")).resolve("owner"), "");
        Files.writeString(
                Files.createDirectory(run.resolve("slipway-00000000000c")).resolve("owner"), "absent");
        var elsewhere = Files.createDirectory(states.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("owner"), absent);
        Files.createSymbolicLink(run.resolve("slipway-00000000000d"), elsewhere);
        Files.createSymbolicLink(
                Files.createDirectory(run.resolve("slipway-00000000000e")).resolve("owner"),
                elsewhere.resolve("owner"));
        Files.writeString(run.resolve("slipway-00000000000f"), absent);
        var before = left();
        assertThat(folders.removeLeftOver()).isEmpty();
        assertThat(left()).isEqualTo(before);
        assertThat(elsewhere.resolve("owner")).exists();
    }

    @Test
    void whatIsAnotherUsersOrInUseIsLeftAlone() throws IOException {
        var gone = cloud("gone");
        var leftOver = folders.of(gone);
        Files.delete(gone);
        assertThat(new RunFolders(run, "somebody else", Set.of()).removeLeftOver())
                .isEmpty();
        assertThat(new RunFolders(run, USER, Set.of(leftOver.resolve("containers/shm"))).removeLeftOver())
                .as("a container runs in it")
                .isEmpty();
        assertThat(leftOver.resolve("owner")).exists();
        assertThat(new RunFolders(run, USER, Set.of(run, Path.of("/"))).removeLeftOver())
                .containsExactly(leftOver);
    }

    @Test
    void aFolderOfAnotherUserIsNotTaken() throws IOException {
        var cloud = cloud("kept");
        var folder = folders.of(cloud);
        assertThatThrownBy(() -> new RunFolders(run, "somebody else", Set.of()).of(cloud))
                .hasMessage("%s is a folder of %s, expected one of somebody else: remove it".formatted(folder, USER));
    }
}
