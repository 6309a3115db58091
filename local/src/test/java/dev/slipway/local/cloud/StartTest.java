package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Each way in which a start can fail has its exit code and one clear line, and makes nothing. */
class StartTest {
    private final Path folder;
    private final Path state;

    StartTest(@TempDir Path folder) {
        this.folder = folder;
        this.state = folder.resolve("state");
    }

    private CloudProcess.Refusal refusal(String port, Path python) throws Exception {
        return CloudProcess.refusal("--port", port, "--state", state.toString(), "--python", python.toString());
    }

    @Test
    void aBusyPort() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refusal = refusal(Integer.toString(other.getLocalPort()), CloudProcess.python());
            assertThat(refusal.exitCode()).isEqualTo(3);
            assertThat(refusal.error())
                    .isEqualTo(
                            "slipway-local: port %d of 127.0.0.1 is in use: stop the program that listens there (./slipway local stop, if it is a local cloud), or set SLIPWAY_PORT"
                                    .formatted(other.getLocalPort()));
            assertThat(state).doesNotExist();
        }
    }

    @Test
    void aPythonThatIsNotThere() throws Exception {
        var refusal = refusal("0", folder.resolve("python"));
        assertThat(refusal.exitCode()).isEqualTo(4);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: %s is not an executable file, expected Python 3.10 or newer: run ./slipway setup, or give --python"
                                .formatted(folder.resolve("python")));
        assertThat(state).doesNotExist();
    }

    @Test
    void aPythonWithoutMinistack() throws Exception {
        var python = script("#!/bin/sh\nprintf '\\n\\n'\n");
        var refusal = refusal("0", python);
        assertThat(refusal.exitCode()).isEqualTo(5);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: %s has no package ministack: run ./slipway setup, or give --python of an environment that has it"
                                .formatted(python));
        assertThat(state).doesNotExist();
    }

    @Test
    void toolsForBuildsThatAreNone() throws Exception {
        var refusal = CloudProcess.refusal(
                "--port", "0", "--state", state.toString(), "--python", "python", "--build-tools", folder.toString());
        assertThat(refusal.exitCode()).isEqualTo(2);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: build tools %s are no Python environment (no pyvenv.cfg): run ./slipway setup, or leave --build-tools out"
                                .formatted(folder));
        assertThat(state).doesNotExist();
    }

    private Path script(String text) throws IOException {
        var script = Files.writeString(folder.resolve("python"), text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void aStateFolderThatIsAFile() throws Exception {
        Files.writeString(state, "mine");
        var refusal = refusal("0", CloudProcess.python());
        assertThat(refusal.exitCode()).isEqualTo(6);
        assertThat(refusal.error())
                .startsWith("slipway-local: state folder " + state + " ")
                .hasLineCount(1);
        assertThat(state).hasContent("mine");
    }

    @Test
    void aStateFolderOfAnotherProgram() throws Exception {
        Files.createDirectories(state);
        Files.writeString(state.resolve("thesis.txt"), "mine");
        var refusal = refusal("0", CloudProcess.python());
        assertThat(refusal.exitCode()).isEqualTo(6);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: state folder %s holds other files, expected a new folder or one of a local cloud: choose another --state"
                                .formatted(state));
        assertThat(state).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void aStateFolderOfAnEarlierVersion() throws Exception {
        Files.createDirectories(state);
        Files.writeString(state.resolve("format"), "slipway local cloud state, format 1\n");
        var refusal = refusal("0", CloudProcess.python());
        assertThat(refusal.exitCode()).isEqualTo(6);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: state folder %s is of an earlier version (format 1, expected format 3): run ./slipway local reset to start afresh, or go on with the version that made it"
                                .formatted(state));
        assertThat(state.resolve("format")).hasContent("slipway local cloud state, format 1");
    }

    @Test
    void aStateFolderInUse() throws Exception {
        try (var first = CloudProcess.start(state);
                var codecommit = first.client(CodeCommitClient.builder())) {
            var refusal = refusal("0", CloudProcess.python());
            assertThat(refusal.exitCode()).isEqualTo(7);
            assertThat(refusal.error())
                    .isEqualTo(
                            "slipway-local: state folder %s is in use by another local cloud: stop that one (./slipway local stop), or choose another --state"
                                    .formatted(state));
            assertThat(codecommit.listRepositories().repositories()).isEmpty();
        }
    }

    @Test
    void aDamagedJournal() throws Exception {
        try (var cloud = CloudProcess.start(state);
                var codecommit = cloud.client(CodeCommitClient.builder())) {
            codecommit.createRepository(r -> r.repositoryName("app"));
        }
        flip(state.resolve("journal/0.journal"));
        assertDamaged(state.resolve("journal/0.journal"), "the record at byte 0 has a wrong checksum");
    }

    @Test
    void aDamagedStateFileOfMinistack() throws Exception {
        try (var cloud = CloudProcess.start(state);
                var iam = cloud.client(IamClient.builder())) {
            iam.createUser(r -> r.userName("someone"));
        }
        var journal = state.resolve("ministack/state/0.journal");
        flip(journal, 100);
        assertDamaged(journal, "its first %d bytes are not what was written".formatted(Files.size(journal)));
    }

    private static void flip(Path file) throws IOException {
        flip(file, (int) Files.size(file) / 2);
    }

    private static void flip(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private void assertDamaged(Path file, String reason) throws Exception {
        var before = Files.readAllBytes(file);
        var refusal = refusal("0", CloudProcess.python());
        assertThat(refusal.exitCode()).isEqualTo(8);
        assertThat(refusal.error())
                .isEqualTo(
                        "slipway-local: state file %s is damaged (%s): restore the whole state folder from a backup, or run ./slipway local reset to start afresh; nothing was changed"
                                .formatted(file, reason));
        assertThat(file).hasBinaryContent(before);
    }
}
