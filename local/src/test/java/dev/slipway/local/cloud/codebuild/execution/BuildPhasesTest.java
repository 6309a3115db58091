package dev.slipway.local.cloud.codebuild.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.model.ArtifactOutput;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.model.S3Location;
import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuildPhasesTest extends EngineTest {
    /** The phases after DOWNLOAD_SOURCE with their statuses. */
    private static String phases(BuildSnapshot build) {
        return build.phases().stream()
                .filter(phase -> phase.type().compareTo(PhaseType.DOWNLOAD_SOURCE) > 0)
                .map(phase -> phase.type() + (phase.status() == null ? "" : " " + phase.status()))
                .collect(Collectors.joining(", "));
    }

    private static BuildPhase phase(BuildSnapshot build, PhaseType type) {
        return build.phases().stream()
                .filter(phase -> phase.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static String spec(String... phases) {
        return "version: 0.2\nphases:\n" + String.join("\n", phases) + "\nartifacts:\n  files: ['*']\n";
    }

    private static String commands(String phase, String... commands) {
        return "  " + phase + ":\n    commands:\n"
                + Stream.of(commands).map(one -> "      - " + one + "\n").collect(Collectors.joining());
    }

    @Test
    void aBuildGoesThroughAllPhases() throws Exception {
        TestBuild build = TestBuild.ofCommands("true");
        BuildSnapshot ended = run(build);

        assertThat(cloud.events)
                .containsExactly(
                        "status IN_PROGRESS",
                        "started SUBMITTED",
                        "completed SUBMITTED SUCCEEDED",
                        "started QUEUED",
                        "completed QUEUED SUCCEEDED",
                        "started PROVISIONING",
                        "completed PROVISIONING SUCCEEDED",
                        "started DOWNLOAD_SOURCE",
                        "completed DOWNLOAD_SOURCE SUCCEEDED",
                        "started INSTALL",
                        "completed INSTALL SUCCEEDED",
                        "started PRE_BUILD",
                        "completed PRE_BUILD SUCCEEDED",
                        "started BUILD",
                        "completed BUILD SUCCEEDED",
                        "started POST_BUILD",
                        "completed POST_BUILD SUCCEEDED",
                        "started UPLOAD_ARTIFACTS",
                        "completed UPLOAD_ARTIFACTS SUCCEEDED",
                        "started FINALIZING",
                        "completed FINALIZING SUCCEEDED",
                        "log closed",
                        "started COMPLETED",
                        "status SUCCEEDED");
        assertThat(ended.phases())
                .allSatisfy(phase -> assertThat(phase.context()).isEqualTo(PhaseContext.NONE));
        assertThat(ended.phases().stream().map(BuildPhase::durationInSeconds).filter(Objects::nonNull))
                .hasSize(10)
                .allSatisfy(seconds -> assertThat(seconds).isBetween(0L, 60L));
        assertThat(ended.end()).isNotNull();
        assertThat(engine.find(build.request().id())).isEmpty();
    }

    static Stream<Arguments> failures() {
        String rest = ", POST_BUILD SUCCEEDED, UPLOAD_ARTIFACTS SUCCEEDED, FINALIZING SUCCEEDED, COMPLETED";
        return Stream.of(
                Arguments.of("install", "", "INSTALL FAILED, FINALIZING SUCCEEDED, COMPLETED"),
                Arguments.of("pre_build", "", "INSTALL SUCCEEDED, PRE_BUILD FAILED, FINALIZING SUCCEEDED, COMPLETED"),
                Arguments.of("build", "", "INSTALL SUCCEEDED, PRE_BUILD SUCCEEDED, BUILD FAILED" + rest),
                Arguments.of(
                        "post_build",
                        "",
                        "INSTALL SUCCEEDED, PRE_BUILD SUCCEEDED, BUILD SUCCEEDED, POST_BUILD FAILED, UPLOAD_ARTIFACTS SUCCEEDED, FINALIZING SUCCEEDED, COMPLETED"),
                Arguments.of(
                        "build",
                        "ABORT",
                        "INSTALL SUCCEEDED, PRE_BUILD SUCCEEDED, BUILD FAILED, FINALIZING SUCCEEDED, COMPLETED"),
                Arguments.of("install", "CONTINUE", "INSTALL FAILED, PRE_BUILD SUCCEEDED, BUILD SUCCEEDED" + rest),
                Arguments.of("pre_build", "CONTINUE", "INSTALL SUCCEEDED, PRE_BUILD FAILED, BUILD SUCCEEDED" + rest),
                Arguments.of(
                        "pre_build",
                        "RETRY-1",
                        "INSTALL SUCCEEDED, PRE_BUILD FAILED, FINALIZING SUCCEEDED, COMPLETED"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailedPhaseDecidesWhatFollows(String failing, String onFailure, String expected) throws Exception {
        String action = onFailure.isEmpty() ? "" : "    on-failure: " + onFailure + "\n";
        cloud.file("buildspec.yml", spec("  " + failing + ":\n" + action + "    commands:\n      - exit 3"));
        TestBuild build = TestBuild.of(null);
        build.outputs.add(ArtifactOutput.ofPipeline("", "artifacts", "shop/Build/abc"));
        BuildSnapshot ended = run(build);

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(phases(ended)).isEqualTo(expected);
        assertThat(phase(ended, PhaseType.valueOf(failing.toUpperCase(Locale.ROOT)))
                        .context())
                .isEqualTo(new PhaseContext(
                        "COMMAND_EXECUTION_ERROR", "Error while executing command: exit 3. Reason: exit status 3"));
        assertThat(cloud.uploaded())
                .isEqualTo(
                        expected.contains("UPLOAD") ? Set.of(new S3Location("artifacts", "shop/Build/abc")) : Set.of());
    }

    @Test
    void theFirstFailingCommandSkipsTheRestThenFinallyRuns() throws Exception {
        run(
                TestBuild.of(
                        """
                version: 0.2
                phases:
                  build:
                    commands:
                      - echo one $CODEBUILD_BUILD_SUCCEEDING
                      - 'false'
                      - echo two
                    finally:
                      - echo finally $CODEBUILD_BUILD_SUCCEEDING
                  post_build:
                    commands:
                      - echo post $CODEBUILD_BUILD_SUCCEEDING
                """));

        assertThat(cloud.output()).containsExactly("one 1", "finally 0", "post 0");
    }

    @Test
    void aFailingFinallyFailsThePhase() throws Exception {
        BuildSnapshot ended = run(
                TestBuild.of(
                        """
                version: 0.2
                phases:
                  build:
                    commands: [echo one]
                    finally: [exit 9]
                """));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(phase(ended, PhaseType.BUILD).context())
                .isEqualTo(new PhaseContext(
                        "COMMAND_EXECUTION_ERROR", "Error while executing command: exit 9. Reason: exit status 9"));
    }

    static Stream<Arguments> retries() {
        return Stream.of(
                Arguments.of("RETRY", 3, BuildStatus.SUCCEEDED, 4),
                Arguments.of("RETRY", 4, BuildStatus.FAILED, 4),
                Arguments.of("RETRY-1", 1, BuildStatus.SUCCEEDED, 2),
                Arguments.of("RETRY-0", 1, BuildStatus.FAILED, 1),
                Arguments.of("RETRY-2-.*no route.*", 2, BuildStatus.SUCCEEDED, 3),
                Arguments.of("RETRY-2-.*exit status 5.*", 2, BuildStatus.SUCCEEDED, 3),
                Arguments.of("RETRY-2-.*other.*", 1, BuildStatus.FAILED, 1));
    }

    @ParameterizedTest
    @MethodSource("retries")
    void aFailedPhaseIsRetriedAsTheBuildspecSays(String onFailure, int failures, BuildStatus status, int runs)
            throws Exception {
        BuildSnapshot ended = run(TestBuild.of(
                """
                version: 0.2
                phases:
                  build:
                    on-failure: %s
                    commands:
                      - N=$((${N:-0}+1)); echo run $N
                      - if [ $N -le %d ]; then echo no route to host; (exit 5); fi
                """
                        .formatted(onFailure, failures)));

        assertThat(ended.status()).isEqualTo(status);
        assertThat(cloud.output().stream().filter(line -> line.startsWith("run")))
                .hasSize(runs);
    }

    @Test
    void theLogReadsAsOnAws() throws Exception {
        cloud.file("buildspec.yml", spec(commands("build", "echo hello", "cat nothing 2>/dev/null")));
        TestBuild build = TestBuild.of(null);
        build.outputs.add(ArtifactOutput.ofPipeline("", "artifacts", "key"));
        run(build);

        assertThat(cloud.said())
                .containsExactly(
                        "Running on CodeBuild On-demand",
                        "Waiting for agent ping",
                        "Waiting for DOWNLOAD_SOURCE",
                        "Phase is DOWNLOAD_SOURCE",
                        "CODEBUILD_SRC_DIR=/codebuild/output/srcNNN/src",
                        "YAML location is /codebuild/output/srcNNN/src/buildspec.yml",
                        "Processing environment variables",
                        "No runtime version selected in buildspec.",
                        "Moving to directory /codebuild/output/srcNNN/src",
                        "Phases found in YAML: 1",
                        " BUILD: 2 commands",
                        "Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED",
                        "Phase context status code:  Message: ",
                        "Entering phase INSTALL",
                        "Phase complete: INSTALL State: SUCCEEDED",
                        "Phase context status code:  Message: ",
                        "Entering phase PRE_BUILD",
                        "Phase complete: PRE_BUILD State: SUCCEEDED",
                        "Phase context status code:  Message: ",
                        "Entering phase BUILD",
                        "Running command echo hello",
                        "Running command cat nothing 2>/dev/null",
                        "Command did not exit successfully cat nothing 2>/dev/null exit status 1",
                        "Phase complete: BUILD State: FAILED",
                        "Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: cat nothing 2>/dev/null. Reason: exit status 1",
                        "Entering phase POST_BUILD",
                        "Phase complete: POST_BUILD State: SUCCEEDED",
                        "Phase context status code:  Message: ",
                        "Expanding base directory path: .",
                        "Assembling file list",
                        "Expanding .",
                        "Expanding file paths for base directory .",
                        "Assembling file list",
                        "Expanding *",
                        "Found 1 file(s)",
                        "Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED",
                        "Phase context status code:  Message: ");
        int hello = cloud.lines.indexOf("hello");
        assertThat(cloud.lines.get(hello - 1)).endsWith("Running command echo hello");
        assertThat(cloud.lines.get(hello + 1)).isEmpty();
    }

    @Test
    void aMissingBuildspecFailsDownloadSource() throws Exception {
        BuildSnapshot ended = run(TestBuild.of("ci/build.yml"));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        PhaseContext context = phase(ended, PhaseType.DOWNLOAD_SOURCE).context();
        assertThat(context.statusCode()).isEqualTo("YAML_FILE_ERROR");
        assertThat(context.message())
                .matches("stat /codebuild/output/src\\d+/src/ci/build.yml: no such file or directory");
        assertThat(phases(ended)).isEqualTo("FINALIZING SUCCEEDED, COMPLETED");
    }

    @Test
    void aBadBuildspecFailsDownloadSource() throws Exception {
        BuildSnapshot ended = run(TestBuild.of("version: 0.2\nphases:\n  test:\n    commands: []\n"));

        assertThat(phase(ended, PhaseType.DOWNLOAD_SOURCE).context())
                .isEqualTo(new PhaseContext(
                        "YAML_FILE_ERROR",
                        "Invalid buildspec phase name: TEST. Expecting: BUILD,INSTALL,POST_BUILD,PRE_BUILD"));
    }

    @Test
    void aMissingSourceFailsDownloadSource() throws Exception {
        cloud.sources.clear();
        BuildSnapshot ended = run(TestBuild.ofCommands("true"));

        assertThat(phase(ended, PhaseType.DOWNLOAD_SOURCE).context())
                .isEqualTo(
                        new PhaseContext(
                                "CLIENT_ERROR",
                                "NoSuchKey: The specified key does not exist. for primary source and source version arn:aws:s3:::artifacts/shop/Source/abc"));
    }

    @Test
    void aRoleThatMayNotWriteLogsFailsProvisioning() throws Exception {
        cloud.logDenied =
                new CloudCallException("AccessDeniedException", "not authorized to perform: logs:CreateLogStream");
        BuildSnapshot ended = run(TestBuild.ofCommands("true"));

        assertThat(ended.status()).isEqualTo(BuildStatus.FAILED);
        assertThat(phase(ended, PhaseType.PROVISIONING).context().statusCode()).isEqualTo("ACCESS_DENIED");
        assertThat(cloud.lines).isEmpty();
    }

    @Test
    void exportedVariablesFreezeAfterPostBuild() throws Exception {
        cloud.secrets.put("db/null/null", "hidden");
        BuildSnapshot ended = run(
                TestBuild.of(
                        """
                version: 0.2
                env:
                  variables:
                    A: first
                  secrets-manager:
                    PASSWORD: db
                  exported-variables: [A, B, MULTI, MISSING, PASSWORD, AWS_REGION]
                phases:
                  build:
                    commands:
                      - B=plain
                      - "MULTI=$(printf 'x\\\\ny')"
                  post_build:
                    commands:
                      - A=last
                """));

        assertThat(ended.exportedVariables()).isEqualTo(Map.of("A", "last", "B", "plain", "MULTI", "x\ny"));
    }

    @Test
    void whatABuildLeavesOnDiskIsRemoved() throws Exception {
        run(TestBuild.ofCommands("mkdir -p a/b; touch a/b/c; chmod 500 a/b; ln -s / link"));

        try (Stream<Path> left = Files.list(folder.resolve("builds"))) {
            assertThat(left).isEmpty();
        }
    }
}
