package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Builds on a local cloud, started and followed through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildsTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/builder";
    private static final String GROUP = "/aws/codebuild/builds";
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"codebuild.amazonaws.com"},
            "Condition":{"StringEquals":{"aws:SourceAccount":"000000000000"}}}]}""";
    private static final String POLICY =
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
            "Resource":["arn:aws:logs:us-east-1:000000000000:log-group:/aws/codebuild/builds",
            "arn:aws:logs:us-east-1:000000000000:log-group:/aws/codebuild/builds:*"]},
            {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::outputs/*"},
            {"Effect":"Allow","Action":"secretsmanager:GetSecretValue",
            "Resource":"arn:aws:secretsmanager:us-east-1:000000000000:secret:open-*"},
            {"Effect":"Allow","Action":"ssm:GetParameters","Resource":"*"},
            {"Effect":"Allow","Action":["codebuild:CreateReportGroup","codebuild:CreateReport","codebuild:UpdateReport",
            "codebuild:BatchPutTestCases"],"Resource":"arn:aws:codebuild:us-east-1:000000000000:report-group/*-tests"}]}""";

    private final LocalCloud cloud;
    private final CodeBuildClient codebuild;
    private final CloudWatchLogsClient logs;
    private final S3Client s3;

    BuildsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        var endpoint = URI.create(cloud.endpoint());
        codebuild = CloudProcess.client(CodeBuildClient.builder(), endpoint);
        logs = CloudProcess.client(CloudWatchLogsClient.builder(), endpoint);
        s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), endpoint);
    }

    @BeforeAll
    void makeSurroundings() {
        var endpoint = URI.create(cloud.endpoint());
        try (var iam = CloudProcess.client(IamClient.builder(), endpoint);
                var secrets = CloudProcess.client(SecretsManagerClient.builder(), endpoint);
                var ssm = CloudProcess.client(SsmClient.builder(), endpoint)) {
            iam.createRole(r -> r.roleName("builder").assumeRolePolicyDocument(TRUST));
            iam.putRolePolicy(r -> r.roleName("builder").policyName("build").policyDocument(POLICY));
            secrets.createSecret(r -> r.name("open").secretString("{\"password\":\"hunter2hunter2\"}"));
            secrets.createSecret(r -> r.name("closed").secretString("no"));
            ssm.putParameter(r -> r.name("open").value("parameter-value").type(ParameterType.SECURE_STRING));
        }
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        s3.createBucket(r -> r.bucket("outputs"));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private CreateProjectRequest.Builder project(String name, String buildspec) {
        return CreateProjectRequest.builder()
                .name(name)
                .serviceRole(ROLE)
                .source(s -> s.type(SourceType.NO_SOURCE).buildspec(buildspec))
                .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
                .logsConfig(l -> l.cloudWatchLogs(c -> c.status("ENABLED").groupName(GROUP)))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("aws/codebuild/amazonlinux-x86_64-standard:5.0"));
    }

    private static String commands(String... commands) {
        return "version: 0.2\nphases:\n  build:\n    commands:\n"
                + List.of(commands).stream().map(one -> "      - " + one + "\n").collect(Collectors.joining());
    }

    private Build start(String project) {
        return start(project, request -> {});
    }

    private Build start(String project, Consumer<StartBuildRequest.Builder> overrides) {
        return codebuild
                .startBuild(request -> {
                    request.projectName(project);
                    overrides.accept(request);
                })
                .build();
    }

    private Build find(String id) {
        var found = codebuild.batchGetBuilds(r -> r.ids(id)).builds();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Build end(Build build) throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            var now = find(build.id());
            if (now.buildComplete()) {
                return now;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("build %s does not end: %s".formatted(build.id(), find(build.id())));
    }

    private List<String> lines(Build build) {
        return logs
                .getLogEvents(r -> r.logGroupName(build.logs().groupName())
                        .logStreamName(build.logs().streamName())
                        .startFromHead(true))
                .events()
                .stream()
                .map(OutputLogEvent::message)
                .toList();
    }

    /** What the build's commands printed. */
    private List<String> output(Build build) {
        return lines(build).stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("[Container]") && !line.isEmpty())
                .toList();
    }

    private static Map<BuildPhaseType, StatusType> phases(Build build) {
        return build.phases().stream()
                .filter(phase -> phase.phaseStatus() != null)
                .collect(Collectors.toMap(phase -> phase.phaseType(), phase -> phase.phaseStatus()));
    }

    private static String context(Build build, BuildPhaseType type) {
        return build.phases().stream()
                .filter(phase -> phase.phaseType() == type)
                .flatMap(phase -> phase.contexts().stream())
                .map(context -> context.statusCode() + ": " + context.message())
                .collect(Collectors.joining());
    }

    private static String refusal(ThrowingCallable call) {
        var details =
                Assertions.catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
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

        try (var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            iam.putRolePolicy(
                    r -> r.roleName("builder")
                            .policyName("list")
                            .policyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::outputs\"}]}"));
        }
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
}
