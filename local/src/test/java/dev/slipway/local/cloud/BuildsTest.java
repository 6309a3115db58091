package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Builds on a local cloud, started and followed through the API. */
class BuildsTest extends CloudBuildTest {
    BuildsTest(@TempDir Path state) throws StartFailure {
        super(state);
    }

    @BeforeAll
    void makeSurroundings() {
        var endpoint = URI.create(cloud.endpoint());
        allow(
                "values",
                """
                {"Effect":"Allow","Action":"secretsmanager:GetSecretValue",
                "Resource":"arn:aws:secretsmanager:us-east-1:000000000000:secret:open-*"},
                {"Effect":"Allow","Action":"ssm:GetParameters","Resource":"*"}""");
        allow(
                "reports",
                """
                {"Effect":"Allow","Action":["codebuild:CreateReportGroup","codebuild:CreateReport","codebuild:UpdateReport",
                "codebuild:BatchPutTestCases"],"Resource":"arn:aws:codebuild:us-east-1:000000000000:report-group/*-tests"}""");
        try (var secrets = CloudProcess.client(SecretsManagerClient.builder(), endpoint);
                var ssm = CloudProcess.client(SsmClient.builder(), endpoint)) {
            secrets.createSecret(r -> r.name("open").secretString("{\"password\":\"hunter2hunter2\"}"));
            secrets.createSecret(r -> r.name("closed").secretString("no"));
            ssm.putParameter(r -> r.name("open").value("parameter-value").type(ParameterType.SECURE_STRING));
        }
    }

    @Test
    void runsAnInlineBuildspecAndTellsAllOfIt() throws Exception {
        codebuild.createProject(project("whole", commands("export MADE=$GIVEN-$NUMBER", "echo hello $MADE"))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("aws/codebuild/amazonlinux-x86_64-standard:5.0")
                        .environmentVariables(EnvironmentVariable.builder()
                                .name("GIVEN")
                                .value("project")
                                .build()))
                .build());
        var started = start("whole", r -> r.buildspecOverride("version: 0.2\nenv:\n  exported-variables: [MADE]\n"
                        + commands("export MADE=$GIVEN-$NUMBER", "echo hello $MADE")
                                .replace("version: 0.2\n", ""))
                .environmentVariablesOverride(
                        EnvironmentVariable.builder().name("NUMBER").value("7").build()));
        assertThat(started.buildStatus()).isEqualTo(StatusType.IN_PROGRESS);
        assertThat(started.buildNumber()).isEqualTo(1);
        assertThat(started.initiator()).isEqualTo("root");

        var ended = end(started);

        assertThat(ended.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(ended.phases())
                .extracting(phase -> phase.phaseType() + " " + phase.phaseStatusAsString())
                .containsExactly(
                        "SUBMITTED SUCCEEDED",
                        "QUEUED SUCCEEDED",
                        "PROVISIONING SUCCEEDED",
                        "DOWNLOAD_SOURCE SUCCEEDED",
                        "INSTALL SUCCEEDED",
                        "PRE_BUILD SUCCEEDED",
                        "BUILD SUCCEEDED",
                        "POST_BUILD SUCCEEDED",
                        "UPLOAD_ARTIFACTS SUCCEEDED",
                        "FINALIZING SUCCEEDED",
                        "COMPLETED null");
        assertThat(ended.exportedEnvironmentVariables())
                .extracting(one -> one.name() + "=" + one.value())
                .containsExactly("MADE=project-7");
        assertThat(ended.logs().groupName()).isEqualTo(GROUP);
        assertThat(ended.logs().streamName())
                .isEqualTo(ended.id().substring(ended.id().indexOf(':') + 1));
        assertThat(output(ended)).containsExactly("hello project-7");
        assertThat(lines(ended).get(0))
                .matches("\\[Container] \\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} .*\n");
        assertThat(start("whole").buildNumber()).isEqualTo(2);
    }

    @Test
    void readsSecretsAsTheBuildRoleAndFailsAsAwsWhereItMayNot() throws Exception {
        codebuild.createProject(project("secrets", commands("echo $SECRET $PARAMETER"))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("image")
                        .environmentVariables(
                                EnvironmentVariable.builder()
                                        .name("SECRET")
                                        .type(EnvironmentVariableType.SECRETS_MANAGER)
                                        .value("open:password")
                                        .build(),
                                EnvironmentVariable.builder()
                                        .name("PARAMETER")
                                        .type(EnvironmentVariableType.PARAMETER_STORE)
                                        .value("open")
                                        .build()))
                .build());
        var good = end(start("secrets"));
        assertThat(good.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(output(good)).containsExactly("*** ***");

        var denied = end(start(
                "secrets",
                r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                        .name("SECRET")
                        .type(EnvironmentVariableType.SECRETS_MANAGER)
                        .value("closed")
                        .build())));
        assertThat(denied.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(context(denied, BuildPhaseType.DOWNLOAD_SOURCE))
                .startsWith("Secrets Manager Error Message: AccessDenied")
                .contains("secretsmanager:GetSecretValue");
        assertThat(phases(denied)).doesNotContainKey(BuildPhaseType.INSTALL);
    }

    @Test
    void failsWithoutALogAsAws() throws Exception {
        codebuild.createProject(project("unlogged", commands("true"))
                .logsConfig(l -> l.cloudWatchLogs(c -> c.status("ENABLED").groupName("/other")))
                .build());
        var ended = end(start("unlogged"));
        assertThat(ended.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(context(ended, BuildPhaseType.PROVISIONING))
                .startsWith(
                        "ACCESS_DENIED: Service role does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build "
                                + ended.arn() + ". Error message: AccessDenied")
                .contains("logs:CreateLogStream");
    }

    @Test
    void bringsSourcesFromS3AndTakesArtifactsThere() throws Exception {
        s3.putObject(r -> r.bucket("outputs").key("in/a.txt"), RequestBody.fromString("a"));
        codebuild.createProject(project("objects", "")
                .source(s -> s.type(SourceType.S3)
                        .location("outputs/in/")
                        .buildspec(commands("cat a.txt") + "artifacts:\n  files: [a.txt]\n"))
                .artifacts(a ->
                        a.type(ArtifactsType.S3).location("outputs").path("out").name("made"))
                .build());
        var denied = end(start("objects"));
        assertThat(context(denied, BuildPhaseType.DOWNLOAD_SOURCE)).contains("s3:ListBucket");

        allow("list", "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::outputs\"}");
        var ended = end(start("objects"));
        assertThat(ended.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(ended.artifacts().location()).isEqualTo("arn:aws:s3:::outputs/out/made");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("outputs").key("out/made/a.txt"))
                        .asUtf8String())
                .isEqualTo("a");
    }

    @Test
    void keepsReports() throws Exception {
        codebuild.createProject(project(
                        "reported",
                        commands(
                                        "echo '<testsuite name=\"s\"><testcase name=\"good\" time=\"0.5\"/><testcase name=\"bad\"><failure message=\"no\"/></testcase></testsuite>' > r.xml")
                                + "reports:\n  tests:\n    files: [r.xml]\n")
                .build());
        var ended = end(start("reported"));
        assertThat(ended.buildStatus()).isEqualTo(StatusType.SUCCEEDED);
        assertThat(ended.reportArns()).hasSize(1);
        var group = "arn:aws:codebuild:us-east-1:000000000000:report-group/reported-tests";
        assertThat(codebuild.listReportGroups(r -> r.maxResults(10)).reportGroups())
                .containsExactly(group);
        assertThat(codebuild
                        .listReportsForReportGroup(r -> r.reportGroupArn(group))
                        .reports())
                .isEqualTo(ended.reportArns());
        var report = codebuild
                .batchGetReports(r -> r.reportArns(ended.reportArns()))
                .reports()
                .get(0);
        assertThat(report.statusAsString()).isEqualTo("FAILED");
        assertThat(report.executionId()).isEqualTo(ended.arn());
        assertThat(report.testSummary().statusCounts())
                .isEqualTo(Map.of("SUCCEEDED", 1, "FAILED", 1, "ERROR", 0, "SKIPPED", 0, "UNKNOWN", 0));
        assertThat(codebuild.describeTestCases(r -> r.reportArn(report.arn())).testCases())
                .extracting(one -> one.name() + " " + one.status())
                .containsExactly("good SUCCEEDED", "bad FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateReportGroup", "CreateReport", "BatchPutTestCases", "UpdateReport"})
    void aReportNeedsEachPermissionOfItsCalls(String missing) throws Exception {
        var name = "without-" + missing;
        var group = "arn:aws:codebuild:us-east-1:000000000000:report-group/%s-unit".formatted(name);
        var others = Stream.of("CreateReportGroup", "CreateReport", "BatchPutTestCases", "UpdateReport")
                .filter(action -> !action.equals(missing))
                .map("\"codebuild:%s\""::formatted)
                .collect(Collectors.joining(","));
        allow(name, "{\"Effect\":\"Allow\",\"Action\":[%s],\"Resource\":\"%s\"}".formatted(others, group));
        codebuild.createProject(project(
                        name,
                        commands("echo '<testsuite name=\"s\"><testcase name=\"good\"/></testsuite>' > r.xml")
                                + "reports:\n  unit:\n    files: [r.xml]\n")
                .build());

        var ended = end(start(name));

        assertThat(ended.buildStatus()).isEqualTo(StatusType.FAILED);
        assertThat(context(ended, BuildPhaseType.UPLOAD_ARTIFACTS))
                .startsWith(
                        "CLIENT_ERROR: [%s-unit: [AccessDenied: User: arn:aws:sts::000000000000:assumed-role/builder/AWSCodeBuild-%s is not authorized to perform: codebuild:%s on resource: %s because no identity-based policy allows the codebuild:%s action"
                                .formatted(name, ended.id().substring(name.length() + 1), missing, group, missing));
        assertThat(ended.reportArns()).isEmpty();
        assertThat(codebuild.batchGetReportGroups(r -> r.reportGroupArns(group)).reportGroupsNotFound())
                .containsExactly(group);
    }

    @Test
    void stopsABuildAndStartsItAgain() throws Exception {
        codebuild.createProject(
                project("stopped", commands("echo started; sleep 300")).build());
        var build = start("stopped");
        for (int tries = 0; tries < 600 && !find(build.id()).currentPhase().equals("BUILD"); tries++) {
            Thread.sleep(50);
        }
        codebuild.stopBuild(r -> r.id(build.id()));
        var ended = end(build);
        assertThat(ended.buildStatus()).isEqualTo(StatusType.STOPPED);
        assertThat(context(ended, BuildPhaseType.BUILD)).isEqualTo("BUILD_STOPPED: Build was stopped. ");
        assertThat(codebuild.stopBuild(r -> r.id(build.id())).build().buildStatus())
                .isEqualTo(StatusType.STOPPED);

        var again = codebuild.retryBuild(r -> r.id(build.arn())).build();
        assertThat(again.buildNumber()).isEqualTo(build.buildNumber() + 1);
        assertThat(codebuild.batchDeleteBuilds(r -> r.ids(again.id(), build.id())))
                .satisfies(answer -> assertThat(answer.buildsDeleted()).containsExactly(build.arn()))
                .satisfies(answer -> assertThat(answer.buildsNotDeleted())
                        .extracting(one -> one.id() + " " + one.statusCode())
                        .containsExactly(again.id() + " BUILD_IN_PROGRESS"));
        codebuild.stopBuild(r -> r.id(again.id()));
        end(again);
        assertThat(codebuild.listBuildsForProject(r -> r.projectName("stopped")).ids())
                .containsExactly(again.id());
    }

    @Test
    void givesTheSameBuildForTheSameTokenAndHoldsToTheLimit() throws Exception {
        codebuild.createProject(project("limited", commands("sleep 300"))
                .concurrentBuildLimit(1)
                .build());
        var first = start("limited", r -> r.idempotencyToken("token"));
        assertThat(start("limited", r -> r.idempotencyToken("token")).id()).isEqualTo(first.id());
        assertThat(refusal(
                        () -> start("limited", r -> r.idempotencyToken("token").sourceVersion("other"))))
                .isEqualTo("InvalidInputException: The idempotencyToken token was used with other parameters before");
        assertThat(refusal(() -> start("limited")))
                .isEqualTo("AccountLimitExceededException: Cannot have more than 1 active builds for the project");
        assertThat(codebuild.listBuildsForProject(r -> r.projectName("limited")).ids())
                .containsExactly(first.id());
        codebuild.stopBuild(r -> r.id(first.id()));
        end(first);
        var second = start("limited");
        assertThat(second.buildNumber()).isEqualTo(2);
        codebuild.stopBuild(r -> r.id(second.id()));
    }

    @Test
    void refusesWhatItCannotRun() {
        codebuild.createProject(project("refused", commands("true")).build());
        codebuild.createProject(project("piped", "")
                .source(s -> s.type(SourceType.CODEPIPELINE))
                .artifacts(a -> a.type(ArtifactsType.CODEPIPELINE))
                .build());
        assertThat(refusal(() -> start("piped")))
                .startsWith("InvalidInputException: Project piped has source type CODEPIPELINE: ");
        assertThat(refusal(() -> start("refused", r -> r.debugSessionEnabled(true))))
                .isEqualTo(
                        "InvalidInputException: the local cloud does not take debugSessionEnabled: it has no Session Manager");
        assertThat(refusal(() -> start("refused", r -> r.timeoutInMinutesOverride(1))))
                .startsWith("ValidationException: ");
        assertThat(refusal(() -> codebuild.startBuildBatch(r -> r.projectName("refused"))))
                .isEqualTo(
                        "InvalidInputException: the local cloud runs no batch builds: start single ones by StartBuild");
        assertThat(refusal(() -> codebuild.stopBuild(r -> r.id("refused:none"))))
                .isEqualTo("ResourceNotFoundException: The build does not exist: refused:none");
        assertThat(codebuild.batchGetBuilds(r -> r.ids("refused:none")).buildsNotFound())
                .containsExactly("refused:none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MY-VAR", "my.var", "1ABC", "A=B", "A B", "\u00e4", "CODEBUILD_SRC_DIR", "A\nB"})
    void refusesTheSameNamesOfVariablesInAProjectAndInABuild(String name) {
        var variable = EnvironmentVariable.builder().name(name).value("x").build();
        codebuild.createProject(
                project("named" + name.hashCode(), commands("true")).build());

        var problem = refusal(() -> start("named" + name.hashCode(), r -> r.environmentVariablesOverride(variable)));

        assertThat(problem)
                .startsWith("InvalidInputException: Invalid environment variable: got '")
                .containsPattern(
                        "expected letters, digits and underscores, the first no digit$|the prefix CODEBUILD_ is reserved$");
        assertThat(refusal(() -> codebuild.createProject(project("bad", commands("true"))
                        .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                                .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                                .image("image")
                                .environmentVariables(variable))
                        .build())))
                .isEqualTo(problem);
        assertThat(codebuild
                        .listBuildsForProject(r -> r.projectName("named" + name.hashCode()))
                        .ids())
                .isEmpty();
    }

    @Test
    void refusesValuesThatNoVariableCanHaveBeforeABuildIsThere() {
        codebuild.createProject(project("valued", commands("true")).build());

        assertThat(refusal(() -> start(
                        "valued",
                        r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                                .name("ZERO")
                                .value("a\0b")
                                .build()))))
                .isEqualTo(
                        "InvalidInputException: Invalid environment variable: the value of variable ZERO has a zero byte, which no variable can have");
        assertThat(refusal(() -> start(
                        "valued",
                        r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                                .name("LONG")
                                .value("x".repeat(200_000))
                                .build()))))
                .startsWith(
                        "InvalidInputException: Invalid environment variable: variable LONG has 200006 bytes with its name, expected at most 131072");
        assertThat(refusal(() -> start(
                        "valued",
                        r -> r.environmentVariablesOverride(
                                EnvironmentVariable.builder()
                                        .name("A")
                                        .value("1")
                                        .build(),
                                EnvironmentVariable.builder()
                                        .name("A")
                                        .value("2")
                                        .build()))))
                .isEqualTo("InvalidInputException: Duplicate environment variable name 'A'");
        assertThat(codebuild.listBuildsForProject(r -> r.projectName("valued")).ids())
                .isEmpty();
    }
}
