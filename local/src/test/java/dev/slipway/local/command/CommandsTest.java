package dev.slipway.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.SteppingClock;
import dev.slipway.local.executions.Clients;
import dev.slipway.local.executions.LogPlace;
import dev.slipway.local.executions.PretendPipelines;
import dev.slipway.local.executions.PretendRepository;
import dev.slipway.local.executions.PretendServices;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

/** The commands tell what is so, do what is asked, and say what is wrong together with what would be right. */
class CommandsTest {
    private static final String WEB = "slipway-local-web";
    private static final String FIRST = "11111111-aaaa-4000-8000-000000000001";
    private static final String SECOND = "22222222-bbbb-4000-8000-000000000002";
    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final PretendPipelines pipelines = new PretendPipelines()
            .declare(WEB, true)
            .declare("slipway-local-api", false)
            .declare("other", false);
    private final PretendServices services = new PretendServices();

    private final PretendRepository repository = new PretendRepository("3f2c1a9d5e6b7c8091a2b3c4d5e6f70812345678");

    private record Said(int code, String out, String err) {}

    private Said say(PipelineCommand command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private Clients clients() {
        return services.clients(pipelines);
    }

    private Said watch(String... arguments) {
        return say(
                new WatchCommand(this::clients, () -> repository, Clock.fixed(AT.plusSeconds(90), ZoneOffset.UTC)),
                arguments);
    }

    private void failedBuild() {
        pipelines.execution(FIRST, "Failed", AT, AT.plusSeconds(42), "Make the page blue");
        pipelines.action(FIRST, "Source", "Succeeded", AT, AT.plusSeconds(2), "3f2c1a9d", "Make the page blue");
        pipelines.action(FIRST, "Build", "Failed", AT.plusSeconds(2), AT.plusSeconds(42), WEB + ":b1", "exit status 1");
        pipelines.state("Source", FIRST, "Succeeded", "");
        pipelines.state("Build", FIRST, "Failed", "");
        services.write(PretendServices.place(WEB + ":b1"), AT.plusSeconds(3), "[Container] Phase is BUILD\n");
        services.write(PretendServices.place(WEB + ":b1"), AT.plusSeconds(4), "\u001b[31mtests failed\u001b[0m\n");
    }

    /** BUILD fails, and then POST_BUILD does because of that. */
    private void failedPhases() {
        failedBuild();
        pipelines.action(
                FIRST,
                "Build",
                "Failed",
                AT.plusSeconds(2),
                AT.plusSeconds(42),
                WEB + ":b1",
                "Phase: BUILD, Message: Error while executing command: (\n  ./test\n). Reason: exit status 3");
        services.fail(WEB + ":b1", "BUILD", "Error while executing command: (\n  ./test\n). Reason: exit status 3");
        services.fail(WEB + ":b1", "POST_BUILD", "Error while executing command: upload. Reason: exit status 1");
        for (var line : List.of(
                "@Entering phase BUILD",
                "@Running command (\n  ./test\n)",
                "\u001b[31mFAIL\u001b[0m  the page",
                "@Command did not exit successfully (\n  ./test\n) exit status 3",
                "@Phase complete: BUILD State: FAILED",
                "@Entering phase POST_BUILD",
                "@Running command upload",
                "nothing to upload",
                "@Command did not exit successfully upload exit status 1")) {
            services.write(
                    PretendServices.place(WEB + ":b1"),
                    AT.plusSeconds(5),
                    line.replace("@", "[Container] 2026/01/05 10:00:05.104000 ") + "\n");
        }
    }

    private void waitingApproval(String execution, String token) {
        pipelines.execution(execution, "InProgress", AT, AT, "Make the page blue");
        pipelines.action(execution, "Source", "Succeeded", AT, AT.plusSeconds(2), "3f2c1a9d", "");
        pipelines.action(execution, "Approve", "InProgress", AT.plusSeconds(5), AT.plusSeconds(5), "ask-" + token, "");
        pipelines.state("Approve", execution, "InProgress", token);
    }

    @Test
    void anUnknownServiceIsNamedWithTheKnownOnes() {
        assertThat(say(new HistoryCommand(this::clients), "local", "shop"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "slipway: error: no pipeline of service 'shop' in stack 'local', expected one of: api other web\n"));
    }

    @Test
    void aPipelineMayBeNamedItself() {
        assertThat(say(new HistoryCommand(this::clients), "org/slipway/local", WEB)
                        .out())
                .isEqualTo(WEB
                        + " never ran: push to its source, or ./slipway start org/slipway/local slipway-local-web\n");
    }

    @Test
    void historyIsATable() {
        failedBuild();
        pipelines.execution(SECOND, "Succeeded", AT.plusSeconds(60), AT.plusSeconds(185), "Fix\n\nlong story");
        var local = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
        assertThat(say(new HistoryCommand(this::clients), "local", "web"))
                .isEqualTo(new Said(
                        0,
                        """
                        EXECUTION                             STATUS     STARTED              DURATION  TRIGGER          COMMIT    MESSAGE
                        22222222-bbbb-4000-8000-000000000002  Succeeded  %s  2m 05s    CloudWatchEvent  3f2c1a9d  Fix
                        11111111-aaaa-4000-8000-000000000001  Failed     %s  42s       CloudWatchEvent  3f2c1a9d  Make the page blue
                        """
                                .formatted(local.format(AT.plusSeconds(60)), local.format(AT)),
                        ""));
    }

    @Test
    void historyWantsALimitThatIsOne() {
        assertThat(say(new HistoryCommand(this::clients), "local", "web", "--limit", "0"))
                .isEqualTo(new Said(2, "", "slipway: error: --limit is 0, expected 1 or more\n"));
    }

    @Test
    void watchTellsTheCommandThatFailedAndWhatItPrinted() {
        failedPhases();
        assertThat(watch("local", "web", "1111"))
                .isEqualTo(new Said(
                        1,
                        """
                        stage Source Succeeded after 2s
                        action Source/Source Succeeded after 2s
                        stage Build Failed after 40s
                        action Build/Build Failed after 40s: JobFailed: Phase: BUILD, Message: Error while executing command: ./test …. Reason: exit status 3
                        execution 11111111-aaaa-4000-8000-000000000001 Failed after 42s

                        the build failed in phase BUILD: exit status 3
                          $ ./test …
                          FAIL  the page
                        the whole log: ./slipway logs local web --execution 11111111-aaaa-4000-8000-000000000001

                        retry with ./slipway retry local web
                        """,
                        ""));
    }

    @Test
    void logsEndWithTheCommandThatFailedBesideTheLog() {
        failedPhases();
        var said = say(new LogsCommand(this::clients), "local", "web");
        assertThat(said.code()).isZero();
        assertThat(said.out()).endsWith("Command did not exit successfully upload exit status 1\n");
        assertThat(said.err())
                .isEqualTo(
                        """

                        the build failed in phase BUILD: exit status 3
                          $ ./test …
                          FAIL  the page
                        """);
    }

    @Test
    void watchTellsAtOnceHowTheNewestEndedWhenNothingRuns() {
        failedPhases();
        var ended = watch("local", "web");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo(
                        "slipway: no execution runs; this is the newest, which ended 48s ago. --wait waits for the next\n");
        assertThat(ended.out())
                .contains("execution 11111111-aaaa-4000-8000-000000000001 Failed after 42s\n")
                .contains("  $ ./test …\n  FAIL  the page\n");
        succeeds();
        assertThat(watch("local", "web").code()).isZero();
    }

    @Test
    void watchRightAfterAPushWaitsForTheExecutionThatTakesTheCommitEvenIfThatIsOverSoon() {
        failedPhases();
        repository.head("9999999999999999999999999999999999999999");
        pipelines.then(() -> {}, () -> {}, () -> {}, () -> {}, () -> {
            pipelines.execution(SECOND, "Succeeded", AT.plusSeconds(60), AT.plusSeconds(61), "Mend it");
        });
        var said = watch("local", "web");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("execution " + SECOND + " Succeeded after 1s");
        assertThat(said.err()).isEqualTo("slipway: waiting for the execution that takes commit 99999999\n");
    }

    @Test
    void watchTellsThatAPushStartedNothing() {
        failedPhases();
        repository.head("9999999999999999999999999999999999999999");
        var clock = new SteppingClock(AT, Duration.ofSeconds(11));
        assertThat(say(new WatchCommand(this::clients, () -> repository, clock), "local", "web")
                        .err())
                .startsWith(
                        """
                        slipway: waiting for the execution that takes commit 99999999
                        slipway: commit 99999999 has started no execution within 20s: ./slipway start local web starts one
                        slipway: no execution runs; this is the newest, which ended""");
    }

    @Test
    void sourceIsTheAddressOfTheRepositoryAndTheBranch() {
        assertThat(say(new SourceCommand(this::clients, () -> repository), "local", "web"))
                .isEqualTo(new Said(0, "http://127.0.0.1:4566/v1/repos/web\tmain\n", ""));
    }

    @Test
    void watchOfWhatNeverRanSaysSoAtOnce() {
        repository.head("");
        assertThat(watch("local", "web"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                "slipway: error: slipway-local-web never ran: push to its source, or ./slipway start local web; --wait waits for that\n"));
    }

    @Test
    void watchEndsWellWithASuccess() {
        pipelines.execution(FIRST, "Succeeded", AT, AT.plusSeconds(3), "x");
        for (var stage : List.of("Source", "Build", "Approve", "Deploy")) {
            pipelines.action(FIRST, stage, "Succeeded", AT, AT.plusSeconds(1), stage, "");
        }
        assertThat(watch("local", "web", "--wait", "0").code()).isZero();
    }

    private static void unanswered() {
        throw SdkClientException.create("Connect to 127.0.0.1:4566 failed: Connection refused");
    }

    private static void unready() {
        throw CodePipelineException.builder()
                .message("the cloud starts")
                .statusCode(503)
                .build();
    }

    private void succeeds() {
        for (var stage : List.of("Source", "Build", "Approve", "Deploy")) {
            pipelines.action(FIRST, stage, "Succeeded", AT, AT.plusSeconds(1), stage, "");
        }
        pipelines.execution(FIRST, "Succeeded", AT, AT.plusSeconds(3), "x");
    }

    @Test
    void watchGoesOnWhenTheCloudIsKilledAndStartedAgain() {
        pipelines.execution(FIRST, "InProgress", AT, AT, "x");
        pipelines.then(
                () -> {},
                () -> {},
                CommandsTest::unanswered,
                CommandsTest::unanswered,
                CommandsTest::unready,
                () -> {},
                CommandsTest::unanswered,
                this::succeeds);

        assertThat(watch("local", "web"))
                .isEqualTo(
                        new Said(
                                0,
                                """
                        execution 11111111-aaaa-4000-8000-000000000001 InProgress
                        stage Source Succeeded after 1s
                        action Source/Source Succeeded after 1s
                        stage Build Succeeded after 1s
                        action Build/Build Succeeded after 1s
                        stage Approve Succeeded after 1s
                        action Approve/Approve Succeeded after 1s
                        stage Deploy Succeeded after 1s
                        action Deploy/Deploy Succeeded after 1s
                        execution 11111111-aaaa-4000-8000-000000000001 Succeeded after 3s
                        """,
                                """
                        slipway: no answer; trying again for at most 1m 00s
                        slipway: no answer; trying again for at most 1m 00s
                        """));
    }

    @Test
    void watchGoesOnToWaitForAnExecutionWhenTheCloudIsStartedAgain() {
        pipelines.then(() -> {}, () -> {}, CommandsTest::unanswered, CommandsTest::unready, this::succeeds);

        var late = say(
                new WatchCommand(this::clients, () -> repository, Clock.systemUTC()), "local", "web", "--wait", "30");

        assertThat(late.code()).isZero();
        assertThat(late.err())
                .isEqualTo(
                        """
                        slipway: no execution of slipway-local-web runs; waiting for one, at most 30s
                        slipway: no answer; trying again for at most 1m 00s
                        """);
    }

    @Test
    void watchEndsWhenTheCloudStaysAwayOrRefuses() {
        pipelines.execution(FIRST, "InProgress", AT, AT, "x");
        pipelines.then(() -> {}, CommandsTest::unanswered, CommandsTest::unanswered);
        var clock = new SteppingClock(AT, Duration.ofSeconds(61));
        assertThat(say(new WatchCommand(this::clients, () -> repository, clock), "local", "web"))
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                """
                        slipway: no answer; trying again for at most 1m 00s
                        slipway: error: Connect to 127.0.0.1:4566 failed: Connection refused
                        """));

        pipelines.then(() -> {}, () -> {
            throw CodePipelineException.builder()
                    .message("not authorized")
                    .statusCode(400)
                    .build();
        });
        assertThat(watch("local", "web")).isEqualTo(new Said(1, "", "slipway: error: not authorized\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unable to load credentials from any of the providers in the chain A([B()]) | no AWS credentials found: run aws sso login, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY",
                "Unable to load region from any of the providers in the chain A@1 | no Region found: set aws:region in the stack's file, or AWS_REGION",
                "Connection refused | Connection refused"
            })
    void whatAUserHasNotSetIsNamedAndNoClassOfTheSdk(String thrown, String said) {
        var failing = new HistoryCommand(() -> {
            throw SdkClientException.create(thrown);
        });
        assertThat(say(failing, "local", "web")).isEqualTo(new Said(1, "", "slipway: error: " + said + "\n"));
    }

    @Test
    void watchWaitsForTheNextExecution() {
        pipelines.execution(FIRST, "Succeeded", AT, AT.plusSeconds(3), "x");
        assertThat(watch("local", "web", "9999"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "slipway: error: no execution '9999' of slipway-local-web: ./slipway history lists those that there are\n"));
        var late = say(
                new WatchCommand(this::clients, () -> repository, Clock.systemUTC()), "local", "web", "--wait", "1");
        assertThat(late)
                .isEqualTo(
                        new Said(
                                1,
                                "",
                                """
                        slipway: no execution of slipway-local-web runs; waiting for one, at most 1s
                        slipway: error: no execution of slipway-local-web began within 1s: push to its source, or ./slipway start local web
                        """));
    }

    @Test
    void logsAreThoseOfTheNewestBuild() {
        failedBuild();
        assertThat(say(new LogsCommand(this::clients), "local", "web"))
                .isEqualTo(new Said(0, "[Container] Phase is BUILD\ntests failed\n", ""));
        assertThat(say(new LogsCommand(this::clients), "local", "web", "--follow", "--execution", FIRST))
                .isEqualTo(new Said(0, "[Container] Phase is BUILD\ntests failed\n", ""));
    }

    @Test
    void logsOfTasksNameTheTask() {
        assertThat(say(new LogsCommand(this::clients), "local", "web", "--task").err())
                .isEqualTo("slipway: error: no tasks: service slipway-local-web of cluster slipway-local runs none\n");
        services.task("0123456789abcdef", "web:1", "RUNNING", 40001, "healthy", AT);
        services.write(new LogPlace("/ecs/web", "web/web/0123456789abcdef"), AT, "listening");
        assertThat(say(new LogsCommand(this::clients), "local", "web", "--task"))
                .isEqualTo(new Said(0, "01234567 listening\n", ""));
    }

    @Test
    void logsNeedABuild() {
        assertThat(say(new LogsCommand(this::clients), "local", "web").err())
                .isEqualTo(
                        "slipway: error: no log: slipway-local-web never ran; push to its source, or ./slipway start local web\n");
        waitingApproval(FIRST, "t1");
        assertThat(say(new LogsCommand(this::clients), "local", "web").err())
                .isEqualTo("slipway: error: no log: execution " + FIRST
                        + " of slipway-local-web has not begun a build; it is InProgress\n");
    }

    @Test
    void approveAnswersTheOneThatWaits() {
        assertThat(say(new ApproveCommand(this::clients), "local", "web"))
                .isEqualTo(new Said(
                        1, "", "slipway: error: nothing to approve: no approval of slipway-local-web waits\n"));
        waitingApproval(FIRST, "t1");
        assertThat(say(new ApproveCommand(this::clients), "local", "web", "--summary", "looks good"))
                .isEqualTo(new Said(0, "approved Approve/Approve of execution " + FIRST + "\n", ""));
        assertThat(say(new ApproveCommand(this::clients), "local", "web", "--reject"))
                .isEqualTo(new Said(0, "rejected Approve/Approve of execution " + FIRST + "\n", ""));
        assertThat(pipelines.wishes())
                .containsExactly(
                        "approval slipway-local-web/Approve/Approve t1 Approved looks good",
                        "approval slipway-local-web/Approve/Approve t1 Rejected ");
    }

    @Test
    void approveWantsToKnowWhichOneOfSeveral() {
        waitingApproval(FIRST, "t1");
        waitingApproval(SECOND, "t2");
        assertThat(say(new ApproveCommand(this::clients), "local", "web"))
                .isEqualTo(new Said(
                        1,
                        "",
                        "slipway: error: more than one approval waits, expected --execution or --action to name one of: "
                                + "Approve of execution %s, Approve of execution %s\n".formatted(SECOND, FIRST)));
        // The first has no state any more, as in mode PARALLEL: its token is the external id.
        assertThat(say(new ApproveCommand(this::clients), "local", "web", "--execution", "1111")
                        .code())
                .isZero();
        assertThat(pipelines.wishes()).containsExactly("approval slipway-local-web/Approve/Approve ask-t1 Approved ");
    }

    @Test
    void retryRunsTheFailedStageAgain() {
        assertThat(say(new RetryCommand(this::clients), "local", "web").err())
                .isEqualTo("slipway: error: nothing to retry: no stage of slipway-local-web has failed\n");
        failedBuild();
        assertThat(say(new RetryCommand(this::clients), "local", "web"))
                .isEqualTo(new Said(
                        0,
                        "retrying stage Build of execution " + FIRST + ": follow it with ./slipway watch local web\n",
                        ""));
        assertThat(say(new RetryCommand(this::clients), "local", "web", "--stage", "Build", "--all")
                        .code())
                .isZero();
        assertThat(say(new RetryCommand(this::clients), "local", "web", "--stage", "Deploy")
                        .err())
                .isEqualTo(
                        "slipway: error: stage 'Deploy' of slipway-local-web has not failed, expected --stage to be one of: Build\n");
        assertThat(pipelines.wishes())
                .containsExactly(
                        "retry slipway-local-web/Build " + FIRST + " FAILED_ACTIONS",
                        "retry slipway-local-web/Build " + FIRST + " ALL_ACTIONS");
    }

    @Test
    void stopStopsTheNewestThatRuns() {
        failedBuild();
        assertThat(say(new StopCommand(this::clients), "local", "web").err())
                .isEqualTo("slipway: error: nothing to stop: no execution of slipway-local-web runs\n");
        assertThat(say(new StopCommand(this::clients), "local", "web", "--execution", FIRST)
                        .err())
                .isEqualTo("slipway: error: nothing to stop: execution " + FIRST + " is Failed already\n");
        waitingApproval(SECOND, "t2");
        assertThat(say(new StopCommand(this::clients), "local", "web", "--reason", "wrong branch"))
                .isEqualTo(new Said(0, "stopping execution " + SECOND + ": its running actions end first\n", ""));
        assertThat(say(new StopCommand(this::clients), "local", "web", "--abandon")
                        .code())
                .isZero();
        assertThat(pipelines.wishes())
                .containsExactly(
                        "stop slipway-local-web " + SECOND + " abandon=false reason=wrong branch",
                        "stop slipway-local-web " + SECOND + " abandon=true reason=null");
    }

    @Test
    void startPassesVariables() {
        assertThat(say(new StartCommand(this::clients), "local", "web", "--variable", "color=blue"))
                .isEqualTo(new Said(0, "started execution started: follow it with ./slipway watch local web\n", ""));
        assertThat(pipelines.wishes()).containsExactly("start slipway-local-web [color=blue]");
    }

    @Test
    void textsThatAwsWouldRefuseAreRefusedHere() {
        assertThat(say(new ApproveCommand(this::clients), "local", "web", "--summary", "x".repeat(513)))
                .isEqualTo(new Said(2, "", "slipway: error: --summary has 513 characters, expected at most 512\n"));
        assertThat(say(new StopCommand(this::clients), "local", "web", "--reason", "x".repeat(201)))
                .isEqualTo(new Said(2, "", "slipway: error: --reason has 201 characters, expected at most 200\n"));
    }

    @Test
    void aMissingServiceIsAWrongCall() {
        assertThat(say(new StartCommand(this::clients), "local").code()).isEqualTo(2);
    }
}
