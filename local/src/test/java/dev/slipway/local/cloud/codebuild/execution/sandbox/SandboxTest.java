package dev.slipway.local.cloud.codebuild.execution.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import dev.slipway.testing.NeededTools;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path scripts;

    static Stream<Sandbox> candidates() throws IOException {
        return Sandboxes.candidates(scripts, null).stream();
    }

    private static String run(Sandbox sandbox, SandboxPlan plan, String script)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(plan, List.of("/bin/sh", "-c", script)));
        builder.environment().clear();
        builder.environment().put("PATH", Programs.SYSTEM_PATH);
        return Command.run(Patience.LIMIT, builder).output();
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void aBuildSeesItsOwnFilesAndProcessesOnly(Sandbox sandbox, @TempDir Path folder) throws Exception {
        NeededTools.assumeOfContainers(
                Sandboxes.works(sandbox, folder),
                "%s does not work on this machine: it gives no namespaces"
                        .formatted(sandbox.getClass().getSimpleName()));
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.writeString(tools.resolve("tool"), "tool\n");
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        SandboxPlan plan = new SandboxPlan(
                new BuildFolders(Files.createDirectories(folder.resolve("build")), 1, true),
                List.of(tools),
                false,
                null,
                List.of(),
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

    /** The kernel's own files and whatever is mounted: not one more than a build needs may be written, whichever sandbox it is. */
    @ParameterizedTest
    @MethodSource("candidatesByPrivilege")
    void aBuildMayWriteItsOwnFoldersAndNothingOfTheKernels(Sandbox sandbox, boolean privileged, @TempDir Path folder)
            throws Exception {
        NeededTools.assumeOfContainers(
                Sandboxes.works(sandbox, folder),
                "%s does not work on this machine: it gives no namespaces".formatted(sandbox));
        SandboxPlan plan = new SandboxPlan(
                new BuildFolders(Files.createDirectories(folder.resolve("build")), 1, true),
                List.of(),
                privileged,
                null,
                List.of(),
                null);

        String listed = run(
                sandbox,
                plan,
                """
                find /proc /sys -path '/proc/[0-9]*' -prune -o ! -type l -perm /222 -writable -print 2>/dev/null |
                    while read -r file; do [ -c "$file" ] || echo "$file"; done
                while read -r id parent device root point options rest; do
                    case $options in rw*) echo "mount $point" ;; esac
                done </proc/self/mountinfo
                """);
        assertThat(listed.lines().filter(line -> !line.startsWith("mount /dev")))
                .containsExactlyInAnyOrder(writable(sandbox));
        assertThat(listed.lines().filter(line -> line.startsWith("mount /dev")))
                .allMatch(line ->
                        line.matches("mount /dev(|/pts|/shm|/console|/null|/zero|/full|/random|/urandom|/tty)"));
    }

    /** Mounts that are the build's own; in {@code /proc} that is what its processes have. */
    private static String[] writable(Sandbox sandbox) {
        return sandbox.toString().contains("unshare")
                ? new String[] {"mount /", "mount /proc", "mount /codebuild", "mount /root", "mount /tmp"}
                : new String[] {
                    "mount /",
                    "mount /proc",
                    "mount /run",
                    "mount /var",
                    "mount /codebuild",
                    "mount /root",
                    "mount /tmp"
                };
    }

    static Stream<Arguments> candidatesByPrivilege() throws IOException {
        return candidates().flatMap(one -> Stream.of(Arguments.of(one, false), Arguments.of(one, true)));
    }

    @Test
    void withoutNamespacesTheResultSaysWhatIsShared(@TempDir Path folder) throws Exception {
        SandboxPlan plan = new SandboxPlan(new BuildFolders(folder, 1, false), List.of(), false, null, List.of(), null);
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
