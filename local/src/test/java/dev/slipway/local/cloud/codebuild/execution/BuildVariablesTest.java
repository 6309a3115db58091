package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.EnvironmentVariable;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of all kinds of names and values. */
class BuildVariablesTest extends EngineTest {
    private static PhaseContext context(BuildSnapshot build, PhaseType type) {
        return build.phases().stream()
                .filter(phase -> phase.type() == type)
                .map(BuildPhase::context)
                .findFirst()
                .orElseThrow();
    }

    private static EnvironmentVariable plain(String name, String value) {
        return new EnvironmentVariable(name, EnvironmentVariable.Type.PLAINTEXT, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MY-VAR", "my.var", "1ABC", "A=B", "A B", "", "\u00e4", "A\nB", "A\0B", "$(id)", "A;id"})
    void aNameThatNoShellKnowsIsNoVariable(String name) {
        assertThatThrownBy(() -> plain(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("got '")
                .hasMessageEndingWith(
                        "' as a variable's name, expected letters, digits and underscores, the first no digit")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a'b\"c",
                "$HOME `id` $(id)",
                "one\ntwo\n",
                "\u00e4 \ud83d\ude00",
                "-n",
                "\\0 \\",
                "a\tb\rc"
            })
    void aValueComesAsItIs(String value) throws Exception {
        TestBuild build = TestBuild.ofCommands("printf %s \"$V\" >out", "printf %s \"$V\" | cmp - out", "wc -c <out");
        build.overrideVariables.add(plain("V", value));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output())
                .containsExactly(Integer.toString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
    }

    @Test
    void theLongestValueIsThatOfTheSystem() throws Exception {
        TestBuild build =
                TestBuild.ofCommands("echo ${#V}", "/usr/bin/env | wc -c >count", "test $(cat count) -gt 131000");
        build.overrideVariables.add(plain("V", "v".repeat(131_069)));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output()).containsExactly("131069");
        assertThatThrownBy(() -> plain("V", "v".repeat(131_070)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "variable V has 131073 bytes with its name, expected at most 131072: Linux starts no program with a longer one; put the value in a file");
        assertThatThrownBy(() -> plain("V", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of variable V has a zero byte, which no variable can have");
    }

    @Test
    void aSecretThatNoVariableCanHoldFailsTheBuildWithoutShowingIt() throws Exception {
        cloud.secrets.put("big/null/null", "secret".repeat(40_000));
        BuildSnapshot ended = run(
                TestBuild.of(
                        """
                        version: 0.2
                        env:
                          secrets-manager: {BIG: big}
                        phases:
                          build:
                            commands: echo
                        """));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(context(ended, PhaseType.DOWNLOAD_SOURCE))
                .isEqualTo(
                        new PhaseContext(
                                "CLIENT_ERROR",
                                "variable BIG has 240005 bytes with its name, expected at most 131072: Linux starts no program with a longer one; put the value in a file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "", ":", "\u00e4"})
    void anUnusablePathFailsTheCommandThatNeedsIt(String path) throws Exception {
        TestBuild build = TestBuild.ofCommands("echo builtin", "cd /tmp", "X=1", "ls");
        build.overrideVariables.add(plain("PATH", path));
        BuildSnapshot ended = run(build);

        assertThat(cloud.output()).startsWith("builtin");
        assertThat(context(ended, PhaseType.DOWNLOAD_SOURCE)).isEqualTo(PhaseContext.NONE);
        assertThat(context(ended, PhaseType.BUILD))
                .isEqualTo(new PhaseContext(
                        "COMMAND_EXECUTION_ERROR", "Error while executing command: ls. Reason: exit status 127"));
    }

    /** What the dynamic linker of a build's programs loads must not be loaded by the program that makes the build's sandbox. */
    @Test
    void theVariablesOfABuildReachItsCommandsAlone() throws Exception {
        TestBuild build =
                TestBuild.ofCommands("echo $LD_PRELOAD $BASH_ENV", "tr '\\0' '\\n' </proc/$PPID/environ | cut -d= -f1");
        build.overrideVariables.add(
                plain("LD_PRELOAD", folder.resolve("none.so").toString()));
        build.overrideVariables.add(plain("BASH_ENV", "/nowhere"));
        build.overrideVariables.add(plain("SECRET_FOR_COMMANDS", "x"));
        var ended = run(build);

        // The linker complains in each program that a command starts, and between commands it does so to nobody.
        assertThat(ended.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output())
                .contains(folder.resolve("none.so") + " /nowhere", "PATH")
                .doesNotContain("SECRET_FOR_COMMANDS", "LD_PRELOAD", "BASH_ENV");
        assertThat(folder.resolve("builds")).isEmptyDirectory();
    }

    @Test
    void whatIsTooShortToHideIsSaid() throws Exception {
        cloud.secrets.put("pin/null/null", "1");
        run(
                TestBuild.of(
                        """
                        version: 0.2
                        env:
                          secrets-manager: {PIN: pin}
                        phases:
                          build:
                            commands: echo 21 $PIN
                        """));

        assertThat(cloud.output()).containsExactly("21 1");
        assertThat(cloud.said())
                .contains("Not hidden in this log: what has fewer than 4 characters in the values of PIN");
    }

    @Test
    void aVariableOfTheBuildReplacesThatOfTheEnvironmentOrTheLogSaysThatItDoesNot() throws Exception {
        TestBuild build = TestBuild.ofCommands(
                "echo $LANG $TZ $TMPDIR $AWS_DEFAULT_REGION $AWS_REGION $AWS_EXECUTION_ENV",
                "test $HOME = /given || test $AWS_ENDPOINT_URL = http://given || echo kept");
        for (String name :
                List.of("LANG", "TZ", "TMPDIR", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "HOME")) {
            build.overrideVariables.add(plain(name, "/given"));
        }
        build.projectVariables.add(plain("AWS_ENDPOINT_URL", "http://given"));

        assertThat(run(build).status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(cloud.output()).containsExactly("/given /given /given /given /given /given", "kept");
        assertThat(cloud.said()).contains("Not taken, as the build environment has its own: AWS_ENDPOINT_URL, HOME");
    }
}
