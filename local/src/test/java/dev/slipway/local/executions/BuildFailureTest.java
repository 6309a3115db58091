package dev.slipway.local.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;

/** A failure is told by the phase that failed first, its command in one line, and what that command printed. */
class BuildFailureTest {
    private static final String SCRIPT = "(\n  set -eu\n  # Test the service\n  ./test\n)\n";

    private static BuildPhase phase(String type, String status, String message) {
        return BuildPhase.builder()
                .phaseType(type)
                .phaseStatus(status)
                .contexts(
                        PhaseContext.builder().statusCode("C").message(message).build())
                .build();
    }

    private static String failed(String command, int status) {
        return "Error while executing command: %s. Reason: exit status %d".formatted(command, status);
    }

    private static BuildFailure of(Build build, int most, String log) {
        var reader = BuildFailure.reader(build, most).orElseThrow();
        log.replace("@", "[Container] 2026/01/05 10:00:05.104000 ").lines().forEach(reader);
        return reader.failure();
    }

    @Test
    void isNotHiddenByWhatFailsAfterIt() {
        var build = Build.builder()
                .phases(
                        phase("PRE_BUILD", "SUCCEEDED", ""),
                        phase("BUILD", "FAILED", failed(SCRIPT, 3)),
                        phase("POST_BUILD", "FAILED", failed("cat image.json", 1)))
                .build();
        assertThat(of(
                                build,
                                3,
                                """
                                @Entering phase PRE_BUILD
                                @Running command ./test
                                before

                                @Phase complete: PRE_BUILD State: SUCCEEDED
                                @Entering phase BUILD
                                @Running command echo hello
                                hello

                                @Running command (
                                  set -eu
                                  # Test the service
                                  ./test
                                )

                                ok    one
                                FAIL  two

                                FAIL  three

                                @Command did not exit successfully (
                                  set -eu
                                  # Test the service
                                  ./test
                                )
                                 exit status 3
                                @Running command finally
                                cleaning up

                                @Command did not exit successfully finally exit status 1
                                @Phase complete: BUILD State: FAILED
                                @Phase context status code: COMMAND_EXECUTION_ERROR Message: %s
                                @Entering phase POST_BUILD
                                @Running command cat image.json
                                cat: image.json: no such file
                                @Command did not exit successfully cat image.json exit status 1
                                @Phase complete: POST_BUILD State: FAILED
                                """
                                        .formatted(failed(SCRIPT, 3)))
                        .lines())
                .containsExactly(
                        "the build failed in phase BUILD: exit status 3",
                        "  $ # Test the service …",
                        "  FAIL  two",
                        "  ",
                        "  FAIL  three");
    }

    @Test
    void ofARetriedPhaseIsThatOfItsLastTry() {
        var build = Build.builder()
                .phases(phase("BUILD", "FAILED", failed("make", 2)))
                .build();
        assertThat(of(
                                build,
                                20,
                                """
                                @Entering phase BUILD
                                @Running command make
                                first
                                @Command did not exit successfully make exit status 2
                                @Retrying phase, retry 1 of 1
                                @Running command make
                                second
                                @Command did not exit successfully make exit status 2
                                @Phase complete: BUILD State: FAILED
                                """)
                        .output())
                .containsExactly("second");
    }

    @Test
    void ofABuildThatWasEndedIsWhatItPrintedLast() {
        var build = Build.builder()
                .phases(phase("BUILD", "TIMED_OUT", "Build has timed out. "))
                .build();
        assertThat(
                        of(
                                build,
                                20,
                                """
                        @Entering phase BUILD
                        @Running command make
                        waiting for the database
                        @Phase complete: BUILD State: TIMED_OUT
                        """))
                .isEqualTo(new BuildFailure("BUILD", "", "Build has timed out.", List.of("waiting for the database")));
    }

    @Test
    void ofWhatIsNoCommandHasTheMessage() {
        var build = Build.builder()
                .phases(
                        phase("BUILD", "SUCCEEDED", ""),
                        phase("UPLOAD_ARTIFACTS", "FAILED", "no matching artifact paths found"))
                .build();
        assertThat(of(
                                build,
                                20,
                                "@Entering phase BUILD\n@Running command true\n@Phase complete: BUILD State: SUCCEEDED\n")
                        .lines())
                .containsExactly("the build failed in phase UPLOAD_ARTIFACTS: no matching artifact paths found");
    }

    @Test
    void isNoneWhereNothingFailed() {
        assertThat(BuildFailure.reader(
                        Build.builder()
                                .phases(phase("BUILD", "SUCCEEDED", ""), phase("POST_BUILD", "IN_PROGRESS", ""))
                                .build(),
                        20))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "npm test | npm test",
                "'\n( set -e\n npm test )' | ( set -e …",
                "'(\n set -euo pipefail\n\n # Log in\n aws ecr\n)' | # Log in …",
                "'#!/bin/bash\nnpm test\n' | npm test",
                "'(\n)' | )",
                "'' | ''"
            })
    void aCommandIsOneLine(String command, String line) {
        assertThat(CommandText.oneLine(command)).isEqualTo(line);
    }

    @Test
    void aMessageKeepsAllButTheLinesOfItsCommand() {
        assertThat(CommandText.shorten(
                        "Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: "
                                + failed(SCRIPT, 3)))
                .isEqualTo(
                        "Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: # Test the service …. Reason: exit status 3");
        assertThat(CommandText.shorten("the role may not do this\nat all"))
                .isEqualTo("the role may not do this\nat all");
    }
}
