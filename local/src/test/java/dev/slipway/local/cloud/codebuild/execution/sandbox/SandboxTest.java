package dev.slipway.local.cloud.codebuild.execution.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxTest {
    static Stream<Sandbox> candidates() {
        return Sandboxes.candidates().stream();
    }

    private static String run(Sandbox sandbox, SandboxPlan plan, String script)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(plan, List.of("/bin/sh", "-c", script)));
        builder.environment().clear();
        builder.environment().put("PATH", Programs.SYSTEM_PATH);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void aBuildSeesItsOwnFilesAndProcessesOnly(Sandbox sandbox, @TempDir Path folder) throws Exception {
        assumeTrue(Sandboxes.works(sandbox, folder), "namespaces");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.writeString(tools.resolve("tool"), "tool\n");
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        SandboxPlan plan = new SandboxPlan(
                new BuildFolders(Files.createDirectories(folder.resolve("build")), 1, true),
                List.of(tools),
                false,
                null);

        assertThat(run(
                        sandbox,
                        plan,
                        """
                        ls -d /codebuild/output/src1/src
                        touch /codebuild/mine /tmp/mine HOME/mine && echo writable
                        touch /usr/mine /codebuild/readonly/mine /etc/mine TOOLS/mine 2>/dev/null || echo read-only
                        cat TOOLS/tool
                        cat SECRET 2>/dev/null || echo hidden
                        test -s /etc/shadow 2>/dev/null && cat /etc/shadow 2>/dev/null || echo no passwords
                        test $(ls -d /proc/[0-9]* | wc -l) -lt 6 && echo own processes
                        hostname
                        mount -t tmpfs tmpfs HOME 2>/dev/null || echo no mounts
                        echo x >/dev/null; head -c 1 /dev/zero | wc -c
                        id -u
                        """
                                .replace(
                                        "HOME",
                                        plan.folders().inside(plan.folders().home()))
                                .replace("TOOLS", tools.toString())
                                .replace("SECRET", secret.toString())))
                .isEqualTo(
                        """
                        /codebuild/output/src1/src
                        writable
                        read-only
                        tool
                        hidden
                        no passwords
                        own processes
                        codebuild
                        no mounts
                        1
                        0
                        """);
        assertThat(Files.exists(folder.resolve("build/codebuild/mine"))).isTrue();
    }

    @Test
    void withoutNamespacesTheResultSaysWhatIsShared(@TempDir Path folder) throws Exception {
        SandboxPlan plan = new SandboxPlan(new BuildFolders(folder, 1, false), List.of(), false, null);
        Sandbox sandbox = new NoSandbox();

        assertThat(sandbox.isolation(plan).by()).isEqualTo("nothing");
        assertThat(sandbox.isolation(plan).shared()).hasSize(3);
        assertThat(run(sandbox, plan, "echo here")).isEqualTo("here\n");
    }

    @Test
    void aBuildsNamesAreTranslatedBothWays(@TempDir Path folder) throws Exception {
        BuildFolders folders = new BuildFolders(folder, 1, true);

        assertThat(folders.inside(folders.source().resolve("a"))).isEqualTo("/codebuild/output/src1/src/a");
        assertThat(folders.outside(folders.inside(folders.home()) + "/.m2"))
                .contains(folders.home().resolve(".m2"));
        assertThat(folders.outside("/codebuild/../etc/passwd")).isEmpty();
        assertThat(folders.outside("/etc/passwd")).isEmpty();
    }
}
