package dev.slipway.local.cloud.codepipeline.execution.machine;

import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.approval;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.deploy;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.source;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.stage;
import static dev.slipway.local.cloud.codepipeline.execution.machine.MachineFixture.threeStages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How executions go on, case by case as AWS documents it. */
class MachineTest {
    private static final String ROLLBACK = "onFailure: {result: 'ROLLBACK'},";
    private static final String RETRY =
            "onFailure: {result: 'RETRY', retryConfiguration: {retryMode: 'FAILED_ACTIONS'}},";
    private static final String RETRY_ALL =
            "onFailure: {result: 'RETRY', retryConfiguration: {retryMode: 'ALL_ACTIONS'}},";

    private static MachineFixture deployStage(String mode, String more, String... actions) {
        return new MachineFixture(
                mode,
                stage("Source", "", source("Source"))
                        + stage("Deploy", more, actions)
                        + stage("Last", "", deploy("Last", 1)));
    }

    private static String refusal(MachineFixture fixture, Event event) {
        return catchThrowableOfType(AwsException.class, () -> fixture.apply(event))
                .code();
    }

    @Test
    void runsStageAfterStage() {
        var fixture = threeStages("QUEUED").start().through("e1");
        assertThat(fixture.picture())
                .isEqualTo("e1 Succeeded: Source=Succeeded(Source Succeeded) Build=Succeeded(Build Succeeded)"
                        + " Deploy=Succeeded(Deploy Succeeded)");
        assertThat(fixture.told())
                .containsExactly(
                        "e1 pipeline STARTED",
                        "e1 Source STARTED",
                        "e1 Source SUCCEEDED",
                        "e1 Build STARTED",
                        "e1 Build SUCCEEDED",
                        "e1 Deploy STARTED",
                        "e1 Deploy SUCCEEDED",
                        "e1 pipeline SUCCEEDED");
    }

    @Test
    void namesArtifactsByPipelineArtifactAndSevenCharacters() {
        var fixture = threeStages("QUEUED").start();
        assertThat(fixture.run("e1", "Source").input().outputs())
                .containsExactly(Map.entry("source", new Location("bucket", "a-pipeline-of-more-t/source/0000001")));
        fixture.succeed("e1", "Source");
        assertThat(fixture.run("e1", "Build").input().inputs())
                .containsExactly(Map.entry("source", new Location("bucket", "a-pipeline-of-more-t/source/0000001")));
    }

    @Nested
    class Modes {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        SUPERSEDED | Superseded | 0
                        QUEUED     | InProgress | 2
                        """)
        void holdWhatComesWhileAStageIsTaken(String mode, ExecutionStatus second, int waiting) {
            var fixture = threeStages(mode).start().start().start();
            assertThat(fixture.execution("e2").status()).isEqualTo(second);
            assertThat(fixture.execution("e3").waitingFor()).isEqualTo("Source");
            assertThat(fixture.executions.values().stream()
                            .filter(execution -> !execution.waitingFor().isEmpty()))
                    .hasSize(mode.equals("QUEUED") ? waiting : 1);
        }

        @Test
        void supersedeOnlyBetweenStages() {
            var fixture = threeStages("SUPERSEDED").start().succeed("e1", "Source");
            fixture.start().succeed("e2", "Source").start().succeed("e3", "Source");
            assertThat(fixture.picture())
                    .isEqualTo(
                            """
                            e1 InProgress: Source=Succeeded(Source Succeeded) Build=InProgress(Build InProgress)
                            e2 Superseded: Source=Succeeded(Source Succeeded)
                            e3 InProgress: Source=Succeeded(Source Succeeded) waits for Build""");
            assertThat(fixture.execution("e2").summary()).isEqualTo("Superseded by execution e3");
        }

        @Test
        void letQueuedExecutionsInAsTheyCame() {
            var fixture = threeStages("QUEUED").start().start().start().succeed("e1", "Source");
            assertThat(fixture.execution("e2").holds()).isPresent();
            assertThat(fixture.execution("e3").waitingFor()).isEqualTo("Source");
        }

        @Test
        void runParallelExecutionsBesideEachOther() {
            var fixture = threeStages("PARALLEL")
                    .start()
                    .start()
                    .succeed("e1", "Source")
                    .succeed("e2", "Source");
            assertThat(fixture.picture())
                    .isEqualTo(
                            """
                            e1 InProgress: Source=Succeeded(Source Succeeded) Build=InProgress(Build InProgress)
                            e2 InProgress: Source=Succeeded(Source Succeeded) Build=InProgress(Build InProgress)""");
        }

        @ParameterizedTest
        @CsvSource({"PARALLEL", "QUEUED"})
        void refuseMoreThanFiftyActiveExecutions(String mode) {
            var fixture = threeStages(mode);
            IntStream.range(0, 50).forEach(each -> fixture.start());
            assertThat(catchThrowableOfType(AwsException.class, fixture::start).code())
                    .isEqualTo("ConcurrentPipelineExecutionsLimitExceededException");
        }

        @Test
        void keepAStageWhileAnApprovalIsPending() {
            var fixture = deployStage("SUPERSEDED", "", approval("Approve", 1))
                    .start()
                    .succeed("e1", "Source");
            fixture.start().succeed("e2", "Source");
            assertThat(fixture.execution("e2").waitingFor()).isEqualTo("Deploy");
        }
    }

    @Nested
    class Transitions {
        @ParameterizedTest
        @CsvSource({"Build/Inbound", "Source/Outbound"})
        void holdExecutionsWhileClosed(String closed) {
            var fixture = threeStages("SUPERSEDED");
            fixture.closed.add(closed);
            fixture.start().succeed("e1", "Source").start().succeed("e2", "Source");
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Superseded);
            assertThat(fixture.execution("e2").waitingFor()).isEqualTo("Build");
            fixture.closed.clear();
            fixture.apply(new Event.TransitionChanged());
            assertThat(fixture.run("e2", "Build").status().ended()).isFalse();
        }
    }

    @Nested
    class Groups {
        private final MachineFixture fixture = deployStage("QUEUED", "", deploy("A", 1), deploy("B", 1), deploy("C", 2))
                .start()
                .succeed("e1", "Source");

        private String stagePicture() {
            return fixture.picture().substring(fixture.picture().indexOf("Deploy="));
        }

        @Test
        void runBesideEachOtherAndThenTheNext() {
            assertThat(stagePicture()).isEqualTo("Deploy=InProgress(A InProgress, B InProgress)");
            fixture.succeed("e1", "A");
            assertThat(stagePicture()).isEqualTo("Deploy=InProgress(A Succeeded, B InProgress)");
            fixture.succeed("e1", "B");
            assertThat(stagePicture()).isEqualTo("Deploy=InProgress(A Succeeded, B Succeeded, C InProgress)");
        }

        @Test
        void failWhenAllTheirActionsHaveEnded() {
            fixture.fail("e1", "A");
            assertThat(stagePicture()).isEqualTo("Deploy=InProgress(A Failed, B InProgress)");
            fixture.succeed("e1", "B");
            assertThat(stagePicture()).isEqualTo("Deploy=Failed(A Failed, B Succeeded)");
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Failed);
        }

        @Test
        void mayBeRetriedWhileSiblingsRun() {
            fixture.fail("e1", "A").apply(new Event.Retry("Deploy", "e1", false));
            assertThat(stagePicture()).isEqualTo("Deploy=InProgress(A Failed, B InProgress, A InProgress)");
            assertThat(refusal(fixture.fail("e1", "A"), new Event.Retry("Deploy", "e1", true)))
                    .isEqualTo("StageNotRetryableException");
        }
    }

    @Nested
    class Retry {
        static Stream<Arguments> attempts() {
            return Stream.of(
                    Arguments.of(false, "Deploy=InProgress(A Succeeded, B Failed, B InProgress)"),
                    Arguments.of(true, "Deploy=InProgress(A Succeeded, B Failed, A InProgress, B InProgress)"));
        }

        @ParameterizedTest
        @MethodSource("attempts")
        void repeatsFailedActionsOrAll(boolean all, String picture) {
            var fixture = deployStage("QUEUED", "", deploy("A", 1), deploy("B", 1))
                    .start()
                    .succeed("e1", "Source");
            fixture.succeed("e1", "A").fail("e1", "B").apply(new Event.Retry("Deploy", "e1", all));
            assertThat(fixture.picture()).endsWith(picture);
            assertThat(fixture.stage("e1", "Deploy").retries().latest()).isEqualTo("ManualStageRetry");
            assertThat(fixture.told()).endsWith("e1 pipeline FAILED", "e1 pipeline RESUMED", "e1 Deploy RESUMED");
        }

        static Stream<Arguments> automaticAttempts() {
            return Stream.of(
                    Arguments.of(RETRY, "Deploy=InProgress(A Failed, A InProgress)"),
                    Arguments.of(RETRY_ALL, "Deploy=InProgress(A Failed, A InProgress)"));
        }

        @ParameterizedTest
        @MethodSource("automaticAttempts")
        void happensOnceByItself(String onFailure, String picture) {
            var fixture =
                    deployStage("QUEUED", onFailure, deploy("A", 1)).start().succeed("e1", "Source");
            fixture.fail("e1", "A");
            assertThat(fixture.picture()).endsWith(picture);
            assertThat(fixture.stage("e1", "Deploy").retries().automatic()).isEqualTo(1);
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.InProgress);
            fixture.fail("e1", "A");
            assertThat(fixture.picture()).endsWith("Deploy=Failed(A Failed, A Failed)");
        }

        static Stream<Arguments> refusals() {
            UnaryOperator<MachineFixture> nothing = fixture -> fixture;
            return Stream.of(
                    Arguments.of(
                            "nothing failed", nothing, new Event.Retry("Source", "e1", false), "StageNotRetryable"),
                    Arguments.of(
                            "another structure",
                            (UnaryOperator<MachineFixture>) fixture -> {
                                fixture.fail("e1", "Build");
                                fixture.declare("SUPERSEDED", MachineFixture.THREE_STAGES);
                                return fixture.apply(new Event.Restructured());
                            },
                            new Event.Retry("Build", "e1", false),
                            "StageNotRetryable"),
                    Arguments.of(
                            "a later execution in it",
                            (UnaryOperator<MachineFixture>) fixture ->
                                    fixture.fail("e1", "Build").start().succeed("e2", "Source"),
                            new Event.Retry("Build", "e1", false),
                            "NotLatestPipelineExecution"),
                    Arguments.of("no such stage", nothing, new Event.Retry("Nowhere", "e1", false), "StageNotFound"),
                    Arguments.of("not entered", nothing, new Event.Retry("Deploy", "e1", false), "StageNotRetryable"),
                    Arguments.of(
                            "no such execution", nothing, new Event.Retry("Build", "e9", false), "StageNotRetryable"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("refusals")
        void isRefused(String why, UnaryOperator<MachineFixture> before, Event event, String code) {
            var fixture = threeStages("SUPERSEDED").start().succeed("e1", "Source");
            assertThat(refusal(before.apply(fixture), event)).isEqualTo(code + "Exception");
        }

        @Test
        void isPossibleUntilAnotherExecutionEntersTheStage() {
            var fixture = threeStages("SUPERSEDED")
                    .start()
                    .succeed("e1", "Source")
                    .fail("e1", "Build")
                    .start();
            fixture.apply(new Event.Retry("Build", "e1", false)).succeed("e2", "Source");
            assertThat(fixture.execution("e2").waitingFor()).isEqualTo("Build");
            fixture.succeed("e1", "Build").succeed("e1", "Deploy");
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Succeeded);
        }
    }

    @Nested
    class Rollback {
        private MachineFixture twoSuccesses(String mode) {
            return deployStage(mode, ROLLBACK, deploy("Deploy", 1))
                    .start()
                    .through("e1")
                    .start()
                    .through("e2")
                    .start()
                    .succeed("e3", "Source");
        }

        @Test
        void goesToTheLatestSuccessByItself() {
            var fixture = twoSuccesses("QUEUED").fail("e3", "Deploy");
            var back = fixture.executions.values().stream()
                    .filter(execution -> execution.origin().rollback())
                    .findFirst()
                    .orElseThrow();
            assertThat(back.origin().rollbackTarget()).isEqualTo("e2");
            assertThat(back.origin().trigger().type()).isEqualTo("AutomatedRollback");
            assertThat(back.origin().trigger().detail()).isEqualTo("e3");
            assertThat(back.products()).isEqualTo(fixture.execution("e2").products());
            fixture.succeed(back.id(), "Deploy");
            assertThat(fixture.execution(back.id()).status()).isEqualTo(ExecutionStatus.Succeeded);
            assertThat(fixture.execution(back.id()).stages()).hasSize(1);
            assertThat(fixture.execution("e3").status()).isEqualTo(ExecutionStatus.Failed);
        }

        @Test
        void isNotMadeWithoutASuccessOfTheCurrentStructure() {
            var fixture = twoSuccesses("QUEUED");
            fixture.declare(
                    "QUEUED", stage("Source", "", source("Source")) + stage("Deploy", ROLLBACK, deploy("Deploy", 1)));
            fixture.apply(new Event.Restructured());
            fixture.succeed("e3", "Deploy").start().succeed("e4", "Source").fail("e4", "Deploy");
            assertThat(fixture.executions.values())
                    .noneMatch(execution -> execution.origin().rollback());
        }

        @Test
        void isNotMadeOfARollback() {
            var fixture = twoSuccesses("QUEUED").fail("e3", "Deploy");
            var back = fixture.executions.values().stream()
                    .filter(execution -> execution.origin().rollback())
                    .findFirst()
                    .orElseThrow();
            fixture.fail(back.id(), "Deploy");
            assertThat(fixture.executions).hasSize(4);
            assertThat(refusal(fixture, new Event.Rollback("r", "Deploy", back.id(), "me")))
                    .isEqualTo("UnableToRollbackStageException");
        }

        @Test
        void isMadeByHand() {
            var fixture =
                    twoSuccesses("QUEUED").succeed("e3", "Deploy").apply(new Event.Rollback("r", "Deploy", "e1", "me"));
            assertThat(fixture.picture()).endsWith("r InProgress back to e1: Deploy=InProgress(Deploy InProgress)");
            assertThat(fixture.execution("r").origin().trigger().type()).isEqualTo("ManualRollback");
        }

        static Stream<Arguments> refusals() {
            return Stream.of(
                    Arguments.of(
                            "the first stage",
                            "QUEUED",
                            new Event.Rollback("r", "Source", "e1", "me"),
                            "UnableToRollbackStage"),
                    Arguments.of(
                            "a stage in use",
                            "QUEUED",
                            new Event.Rollback("r", "Deploy", "e1", "me"),
                            "UnableToRollbackStage"),
                    Arguments.of(
                            "PARALLEL",
                            "PARALLEL",
                            new Event.Rollback("r", "Deploy", "e1", "me"),
                            "UnableToRollbackStage"),
                    Arguments.of(
                            "no target",
                            "QUEUED",
                            new Event.Rollback("r", "Deploy", "e9", "me"),
                            "PipelineExecutionNotFound"),
                    Arguments.of(
                            "no success",
                            "QUEUED",
                            new Event.Rollback("r", "Deploy", "e3", "me"),
                            "UnableToRollbackStage"),
                    Arguments.of(
                            "no stage", "QUEUED", new Event.Rollback("r", "Nowhere", "e1", "me"), "StageNotFound"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("refusals")
        void isRefused(String why, String mode, Event event, String code) {
            assertThat(refusal(twoSuccesses(mode), event)).isEqualTo(code + "Exception");
        }

        @Test
        void isRefusedToAnotherStructure() {
            var fixture = twoSuccesses("QUEUED").succeed("e3", "Deploy");
            fixture.declare("QUEUED", stage("Source", "", source("Source")) + stage("Deploy", "", deploy("Deploy", 1)));
            assertThat(refusal(fixture, new Event.Rollback("r", "Deploy", "e1", "me")))
                    .isEqualTo("PipelineExecutionOutdatedException");
        }
    }

    @Nested
    class Stopping {
        private final MachineFixture fixture = threeStages("QUEUED").start().succeed("e1", "Source");

        @Test
        void waitsForRunningActions() {
            fixture.apply(new Event.StopExecution("e1", false, "enough"));
            assertThat(fixture.picture()).endsWith("Build=Stopping(Build InProgress)");
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Stopping);
            fixture.succeed("e1", "Build");
            assertThat(fixture.picture())
                    .isEqualTo("e1 Stopped: Source=Succeeded(Source Succeeded) Build=Stopped(Build Succeeded)");
            assertThat(fixture.execution("e1").summary()).isEqualTo("enough");
        }

        @Test
        void abandonsRunningActions() {
            fixture.apply(new Event.StopExecution("e1", true, "enough"));
            assertThat(fixture.picture())
                    .isEqualTo("e1 Stopped: Source=Succeeded(Source Succeeded) Build=Stopped(Build Abandoned)");
        }

        @Test
        void abandonsWhatItWaitedFor() {
            fixture.apply(new Event.StopExecution("e1", false, "")).apply(new Event.StopExecution("e1", true, ""));
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Stopped);
        }

        @Test
        void isAskedForOnce() {
            fixture.apply(new Event.StopExecution("e1", false, ""));
            assertThat(refusal(fixture, new Event.StopExecution("e1", false, "")))
                    .isEqualTo("DuplicatedStopRequestException");
        }

        @ParameterizedTest
        @CsvSource({"e1", "e9"})
        void isForActiveExecutionsOnly(String id) {
            fixture.succeed("e1", "Build").succeed("e1", "Deploy");
            assertThat(refusal(fixture, new Event.StopExecution(id, false, "")))
                    .isEqualTo("PipelineExecutionNotStoppableException");
        }

        @Test
        void takesWaitingExecutionsOutOfTheQueue() {
            fixture.start().start().apply(new Event.StopExecution("e3", false, ""));
            assertThat(fixture.execution("e3").status()).isEqualTo(ExecutionStatus.Stopped);
        }
    }

    @Nested
    class Restructuring {
        @Test
        void cancelsWhatWaitsAtOnceAndWhatRunsAfterItsActions() {
            var fixture = threeStages("QUEUED").start().start();
            fixture.declare("QUEUED", MachineFixture.THREE_STAGES);
            fixture.apply(new Event.Restructured());
            assertThat(fixture.picture())
                    .isEqualTo(
                            """
                            e1 InProgress: Source=InProgress(Source InProgress)
                            e2 Cancelled:\s""");
            fixture.succeed("e1", "Source");
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Cancelled);
            assertThat(fixture.stage("e1", "Source").status().name()).isEqualTo("Cancelled");
        }

        @Test
        void leavesParallelExecutionsAlone() {
            var fixture = threeStages("PARALLEL").start();
            fixture.declare("PARALLEL", stage("Source", "", source("Source")) + stage("Other", "", deploy("Other", 1)));
            fixture.apply(new Event.Restructured()).succeed("e1", "Source");
            assertThat(fixture.picture()).endsWith("Build=InProgress(Build InProgress)");
        }
    }

    @Nested
    class Variables {
        private static MachineFixture using(String text) {
            return new MachineFixture(
                    "QUEUED",
                    stage("Source", "", source("Source"))
                            + stage("Deploy", "", deploy("Deploy", 1).replace("'c'", "'" + text + "'")));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        #{Src.CommitId}                     | c-e1
                        #{Src.CommitId}-#{Src.CommitId}     | c-e1-c-e1
                        #{codepipeline.PipelineExecutionId} | e1
                        #{variables.color}                  | blue
                        $x #{nothing                        | $x #{nothing
                        """)
        void areResolvedWhenAnActionBegins(String text, String value) {
            var fixture = using(text).start(Map.of("color", "blue")).succeed("e1", "Source");
            assertThat(fixture.run("e1", "Deploy").input().configuration())
                    .containsExactly(Map.entry("ClusterName", value));
        }

        @ParameterizedTest
        @CsvSource({"#{Src.Missing}", "#{codepipeline.Other}", "#{variables.size}"})
        void failTheActionWhenNobodyMadeThem(String text) {
            var fixture = using(text).start().succeed("e1", "Source");
            var run = fixture.run("e1", "Deploy");
            assertThat(run.outcome().errorCode()).isEqualTo("ConfigurationError");
            assertThat(run.outcome().message())
                    .isEqualTo("The variables [%s] were not produced by an earlier action of this execution"
                            .formatted(text));
            assertThat(fixture.execution("e1").status()).isEqualTo(ExecutionStatus.Failed);
        }

        @Test
        void haveTheirDefaults() {
            assertThat(using("x").start().execution("e1").origin().variables())
                    .containsExactly(Map.entry("color", "red"));
        }

        @Test
        void areRefusedWhenNotDeclared() {
            assertThat(catchThrowableOfType(AwsException.class, () -> using("x").start(Map.of("size", "1")))
                            .code())
                    .isEqualTo("ValidationException");
        }

        @Test
        void failTheActionThatMakesTooMany() {
            var fixture = using("x").start().succeed("e1", "Source", Map.of("CommitId", "a".repeat(122_880)));
            assertThat(fixture.run("e1", "Source").outcome().message())
                    .isEqualTo("The output variables have 122888 bytes, expected at most 122880");
        }

        @Test
        void failTheActionWhoseSettingsGetTooLong() {
            var fixture = using("#{Src.CommitId}#{Src.CommitId}")
                    .start()
                    .succeed("e1", "Source", Map.of("CommitId", "a".repeat(60_000)));
            assertThat(fixture.run("e1", "Deploy").outcome().message())
                    .isEqualTo("The resolved configuration has 120000 bytes, expected at most 102400");
        }
    }

    @Nested
    class Approvals {
        private final MachineFixture fixture =
                deployStage("QUEUED", "", approval("Approve", 1)).start().succeed("e1", "Source");

        private Event answer(String stage, String action, String token, boolean approved) {
            return new Event.Answer(stage, action, token, approved, "because", "arn:me");
        }

        private String token() {
            return fixture.run("e1", "Approve").input().token();
        }

        @ParameterizedTest
        @CsvSource({"true,Succeeded", "false,Failed"})
        void areAnswered(boolean approved, String status) {
            fixture.apply(answer("Deploy", "Approve", token(), approved));
            var run = fixture.run("e1", "Approve");
            assertThat(run.status().name()).isEqualTo(status);
            assertThat(run.updatedBy()).isEqualTo("arn:me");
            assertThat(run.progress().summary()).isEqualTo("because");
        }

        @Test
        void areAnsweredOnce() {
            var token = token();
            fixture.apply(answer("Deploy", "Approve", token, true));
            assertThat(refusal(fixture, answer("Deploy", "Approve", token, true)))
                    .isEqualTo("ApprovalAlreadyCompletedException");
        }

        @Test
        void areNotAnsweredAfterTheyExpired() {
            var token = token();
            fixture.fail("e1", "Approve");
            assertThat(refusal(fixture, answer("Deploy", "Approve", token, true)))
                    .isEqualTo("InvalidApprovalTokenException");
        }

        @ParameterizedTest
        @CsvSource({
            "Nowhere,Approve,StageNotFound",
            "Deploy,Other,ActionNotFound",
            "Deploy,Approve,InvalidApprovalToken"
        })
        void areAnsweredByTheirNames(String stage, String action, String code) {
            assertThat(refusal(fixture, answer(stage, action, "other", true))).isEqualTo(code + "Exception");
        }
    }

    @Nested
    class Conditions {
        private static final String CHECK =
                """
                %s: {conditions: [{result: '%s', rules: [{name: 'check',
                 ruleTypeId: {category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1'},
                 configuration: {Variable: '#{variables.color}', Operator: '%s', Value: '%s'}}]}]},""";

        private static MachineFixture checking(String member, String result, String operator, String value) {
            return deployStage("QUEUED", CHECK.formatted(member, result, operator, value), deploy("Deploy", 1))
                    .start()
                    .succeed("e1", "Source");
        }

        @ParameterizedTest
        @CsvSource({
            "EQ, red, true",
            "EQ, blue, false",
            "NE, blue, true",
            "NE, red, false",
            "CONTAINS, e, true",
            "CONTAINS, x, false",
            "MATCHES, r.d, true",
            "MATCHES, r, false",
            "MATCHES, '[', false",
            "OTHER, red, false"
        })
        void compareVariables(String operator, String value, boolean met) {
            var fixture = checking("beforeEntry", "FAIL", operator, value);
            assertThat(fixture.execution("e1").status())
                    .isEqualTo(met ? ExecutionStatus.InProgress : ExecutionStatus.Failed);
        }

        @Test
        void skipAStage() {
            var fixture = checking("beforeEntry", "SKIP", "EQ", "blue");
            assertThat(fixture.picture()).contains("Deploy=Skipped() Last=InProgress");
            assertThat(refusal(fixture, new Event.Retry("Deploy", "e1", false)))
                    .isEqualTo("StageNotRetryableException");
            assertThat(refusal(fixture, new Event.OverrideCondition("Deploy", "e1", ConditionKind.BEFORE_ENTRY)))
                    .isEqualTo("ConditionNotOverridableException");
        }

        @Test
        void failAStageAfterItsActions() {
            var fixture = checking("onSuccess", "FAIL", "EQ", "blue").succeed("e1", "Deploy");
            assertThat(fixture.picture()).endsWith("Deploy=Failed(Deploy Succeeded)");
        }

        @Test
        void areOverridden() {
            var fixture = checking("onSuccess", "FAIL", "EQ", "blue").succeed("e1", "Deploy");
            fixture.apply(new Event.OverrideCondition("Deploy", "e1", ConditionKind.ON_SUCCESS));
            assertThat(fixture.picture()).contains("Deploy=Succeeded(Deploy Succeeded) Last=InProgress");
        }

        @Test
        void decideWhatAFailureLeadsTo() {
            var met = checking("onFailure", "RETRY", "EQ", "red").fail("e1", "Deploy");
            assertThat(met.picture()).endsWith("Deploy=Failed(Deploy Failed)");
            var notMet = checking("onFailure", "RETRY", "EQ", "blue").fail("e1", "Deploy");
            assertThat(notMet.picture()).endsWith("Deploy=InProgress(Deploy Failed, Deploy InProgress)");
        }
    }
}
