package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhaseType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StatusType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A local cloud whose builds are started and followed through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CloudBuildTest {
    static final String ROLE = "arn:aws:iam::000000000000:role/builder";
    static final String GROUP = "/aws/codebuild/builds";
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"codebuild.amazonaws.com"},
            "Condition":{"StringEquals":{"aws:SourceAccount":"000000000000"}}}]}""";

    final LocalCloud cloud;
    final CodeBuildClient codebuild;
    final CloudWatchLogsClient logs;
    final S3Client s3;
    private final IamClient iam;

    CloudBuildTest(Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        var endpoint = URI.create(cloud.endpoint());
        codebuild = CloudProcess.client(CodeBuildClient.builder(), endpoint);
        logs = CloudProcess.client(CloudWatchLogsClient.builder(), endpoint);
        s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), endpoint);
        iam = CloudProcess.client(IamClient.builder(), endpoint);
    }

    @BeforeAll
    void makeRoleLogAndBucket() {
        iam.createRole(r -> r.roleName("builder").assumeRolePolicyDocument(TRUST));
        allow(
                "log",
                """
                {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
                "Resource":["arn:aws:logs:us-east-1:000000000000:log-group:/aws/codebuild/builds",
                "arn:aws:logs:us-east-1:000000000000:log-group:/aws/codebuild/builds:*"]}""");
        allow(
                "objects",
                """
                {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::outputs/*"}""");
        logs.createLogGroup(r -> r.logGroupName(GROUP));
        s3.createBucket(r -> r.bucket("outputs"));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    /** Lets the builds' role do more. */
    void allow(String name, String... statements) {
        var policy = "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}".formatted(String.join(",", statements));
        iam.putRolePolicy(r -> r.roleName("builder").policyName(name).policyDocument(policy));
    }

    CreateProjectRequest.Builder project(String name, String buildspec) {
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

    static String commands(String... commands) {
        return "version: 0.2\nphases:\n  build:\n    commands:\n"
                + List.of(commands).stream().map(one -> "      - " + one + "\n").collect(Collectors.joining());
    }

    Build start(String project) {
        return start(project, request -> {});
    }

    Build start(String project, Consumer<StartBuildRequest.Builder> overrides) {
        return codebuild
                .startBuild(request -> {
                    request.projectName(project);
                    overrides.accept(request);
                })
                .build();
    }

    Build find(String id) {
        var found = codebuild.batchGetBuilds(r -> r.ids(id)).builds();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    Build end(Build build) throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            var now = find(build.id());
            if (now.buildComplete()) {
                return now;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("build %s does not end: %s".formatted(build.id(), find(build.id())));
    }

    List<String> lines(Build build) {
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
    List<String> output(Build build) {
        return lines(build).stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("[Container]") && !line.isEmpty())
                .toList();
    }

    static Map<BuildPhaseType, StatusType> phases(Build build) {
        return build.phases().stream()
                .filter(phase -> phase.phaseStatus() != null)
                .collect(Collectors.toMap(phase -> phase.phaseType(), phase -> phase.phaseStatus()));
    }

    static String context(Build build, BuildPhaseType type) {
        return build.phases().stream()
                .filter(phase -> phase.phaseType() == type)
                .flatMap(phase -> phase.contexts().stream())
                .map(context -> context.statusCode() + ": " + context.message())
                .collect(Collectors.joining());
    }
}
