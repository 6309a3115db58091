package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShellSemanticsTest extends EngineTest {
    /** Version, shell, commands, what is printed. */
    static Stream<Arguments> state() {
        return Stream.of(
                Arguments.of("0.2", "sh", List.of("export A=1", "echo $A"), List.of("1")),
                Arguments.of("0.2", "sh", List.of("A=plain", "sh -c 'echo $A'"), List.of("plain")),
                Arguments.of("0.2", "sh", List.of("A='a \"b\" $c\n'", "echo \"$A|\""), List.of("a \"b\" $c", "|")),
                Arguments.of("0.2", "sh", List.of("export A=1; unset A", "echo \"[${A-unset}]\""), List.of("[unset]")),
                Arguments.of("0.2", "sh", List.of("mkdir d && cd d", "basename $PWD"), List.of("d")),
                Arguments.of("0.2", "sh", List.of("f() { echo f; }", "command -v f || echo none"), List.of("none")),
                Arguments.of("0.2", "sh", List.of("set -e", "false; echo on"), List.of("on")),
                Arguments.of("0.2", "bash", List.of("declare -A M; M[k]=v", "echo \"[${M[k]}]\""), List.of("[]")),
                Arguments.of("0.2", "bash", List.of("[[ x == x ]] && echo bash"), List.of("bash")),
                Arguments.of("0.2", "sh", List.of("PATH=$PATH:/extra", "echo ${PATH##*:}"), List.of("/extra")),
                Arguments.of("0.2", "sh", List.of("printf 'no line end'", "echo next"), List.of("no line end", "next")),
                Arguments.of("0.2", "sh", List.of("echo out; echo err >&2"), List.of("out", "err")),
                Arguments.of("0.2", "sh", List.of("cat; echo no input"), List.of("no input")),
                Arguments.of("0.1", "sh", List.of("export A=1", "echo \"[$A]\""), List.of("[]")),
                Arguments.of("0.1", "sh", List.of("cd /tmp", "basename $PWD"), List.of("src")),
                Arguments.of("0.1", "sh", List.of("echo $CODEBUILD_BUILD_SUCCEEDING"), List.of("1")));
    }

    @ParameterizedTest
    @MethodSource("state")
    void commandsShareWhatTheVersionSays(String version, String shell, List<String> commands, List<String> output)
            throws Exception {
        StringBuilder spec = new StringBuilder(
                "version: " + version + "\nenv:\n  shell: " + shell + "\nphases:\n  build:\n    commands:\n");
        for (String command : commands) {
            spec.append("      - |-\n");
            command.lines().forEach(line -> spec.append("        ").append(line).append('\n'));
        }
        BuildSnapshot ended = run(TestBuild.of(spec.toString()));

        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output())
                .filteredOn(line -> !commands.toString().contains("\n" + line))
                .isEqualTo(output);
    }

    @Test
    void stateLastsOverPhases() throws Exception {
        run(
                TestBuild.of(
                        """
                version: 0.2
                phases:
                  install:
                    commands: ['A=1; mkdir -p x; cd x']
                  post_build:
                    commands: ['echo $A $(basename $PWD)']
                """));

        assertThat(cloud.output()).containsExactly("1 x");
    }

    /** Command and its exit status. */
    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of("false\ntrue", 0),
                Arguments.of("true\nfalse", 1),
                Arguments.of("exit 42", 42),
                Arguments.of("no-such-command", 127),
                Arguments.of("kill -9 $$", 137),
                Arguments.of("if true", 2));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aBlockEndsWithItsLastStatus(String command, int status) throws Exception {
        BuildSnapshot ended = run(TestBuild.ofCommands(command));

        String message = ended.phases().stream()
                .filter(phase -> phase.type() == PhaseType.BUILD)
                .findFirst()
                .orElseThrow()
                .context()
                .message();
        assertThat(message)
                .isEqualTo(
                        status == 0
                                ? ""
                                : "Error while executing command: " + command + ". Reason: exit status " + status);
    }

    @Test
    void whatACommandLeavesRunningGoesOnUntilTheBuildEnds() throws Exception {
        run(TestBuild.ofCommands(
                "sleep 300 >/dev/null 2>&1 & echo $! >/tmp/pid", "kill -0 $(cat /tmp/pid) && echo alive"));

        assertThat(cloud.output()).containsExactly("alive");
    }

    @Test
    void longLinesAreCutAndLost() throws Exception {
        run(TestBuild.ofCommands("head -c 300000 /dev/zero | tr '\\0' x; echo; echo end"));

        assertThat(cloud.output().stream().map(String::length).toList()).isEqualTo(List.of(131072, 131072, 37856, 3));
    }

    @Test
    void whatLooksLikeTheEndOfACommandIsOutput() throws Exception {
        run(TestBuild.ofCommands("printf '\\036marker 0\\n'; printf '\\036\\036x\\n'"));

        assertThat(cloud.output()).containsExactly("\u001emarker 0", "\u001e\u001ex");
    }

    @Test
    void aPhasesUserBeatsTheGlobalOne() throws Exception {
        BuildSnapshot ended = run(
                TestBuild.of(
                        """
                version: 0.2
                run-as: nobody
                phases:
                  pre_build:
                    commands: ['A=1; id -un']
                  build:
                    run-as: root
                    commands: ['echo $A; id -un']
                  post_build:
                    commands: ['id -un']
                """));

        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output()).containsExactly("nobody", "1", "root", "nobody");
    }

    @Test
    void aUserThatIsNoNameIsRefused() throws Exception {
        BuildSnapshot ended =
                run(TestBuild.of("version: 0.2\nrun-as: a b\nphases:\n  build:\n    commands: ['true']\n"));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(cloud.said())
                .contains(
                        "Phase context status code: CLIENT_ERROR Message: run-as: got 'a b', expected the name of a Linux user");
    }
}
