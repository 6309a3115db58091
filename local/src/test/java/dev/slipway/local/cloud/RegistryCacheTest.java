package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.codebuild.execution.container.ContainerEngine;
import dev.slipway.testing.NeededTools;
import dev.slipway.testing.NeedsTool;
import dev.slipway.testing.Tool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;

/** A build's layers in a repository of the local ECR, pushed and pulled as its role. */
@NeedsTool({Tool.PODMAN, Tool.RUNC, Tool.BUSYBOX})
class RegistryCacheTest extends CloudBuildTest {
    /** The test signs in to the registry as the role, in the place of the AWS CLI in the build. */
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"codebuild.amazonaws.com","AWS":"arn:aws:iam::000000000000:root"}}]}""";

    private static final List<String> PUSH = List.of(
            "ecr:BatchCheckLayerAvailability",
            "ecr:InitiateLayerUpload",
            "ecr:UploadLayerPart",
            "ecr:CompleteLayerUpload",
            "ecr:PutImage");
    private static final List<String> PULL = List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    private final EcrClient ecr;

    RegistryCacheTest(@TempDir Path state) throws StartFailure {
        super(state);
        ecr = CloudProcess.client(EcrClient.builder(), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    void needPodman() throws InterruptedException {
        NeededTools.assumeOfContainers(
                ContainerEngine.find().kind() == ContainerEngine.Kind.PODMAN,
                "builds use Docker on this machine, and these tests read what podman says");
        try (var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            iam.updateAssumeRolePolicy(r -> r.roleName("builder").policyDocument(TRUST));
        }
    }

    @AfterAll
    void closeClient() {
        ecr.close();
    }

    /** Makes a repository, and a project whose builds keep their layers there. */
    private void repository(String name) {
        var uri = ecr.createRepository(r -> r.repositoryName(name)).repository().repositoryUri();
        codebuild.createProject(project(
                        name,
                        commands(
                                "cp /bin/busybox .",
                                "printf 'FROM scratch\\nCOPY busybox /bin/busybox\\nRUN [\"/bin/busybox\", \"touch\", \"/made\"]\\n' > Dockerfile",
                                "printf %s $PASSWORD | docker login --username AWS --password-stdin ${REPOSITORY%%/*}",
                                "docker buildx build --cache-from type=registry,ref=$REPOSITORY:main --cache-to type=registry,ref=$REPOSITORY:main,mode=max --tag app . > log 2>&1; echo built $?",
                                "echo $(grep -c 'Pushing cache' log) pushed, $(grep -c 'Cache pulled' log) pulled"))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("image")
                        .privilegedMode(true)
                        .environmentVariables(EnvironmentVariable.builder()
                                .name("REPOSITORY")
                                .value(uri)
                                .build()))
                .build());
    }

    private void allow(String repository, List<String> actions) {
        allow(
                repository,
                "{\"Effect\":\"Allow\",\"Action\":\"ecr:GetAuthorizationToken\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":[\"%s\"],\"Resource\":\"arn:aws:ecr:us-east-1:000000000000:repository/%s\"}"
                        .formatted(String.join("\",\"", actions), repository));
    }

    private List<String> build(String project) throws InterruptedException {
        return output(end(start(
                project,
                r -> r.environmentVariablesOverride(EnvironmentVariable.builder()
                        .name("PASSWORD")
                        .value(password())
                        .build()))));
    }

    /** What {@code aws ecr get-login-password} prints to the build's role. */
    private String password() {
        var endpoint = URI.create(cloud.endpoint());
        var session = cloud.onBehalf()
                .sessions()
                .assume(
                        ROLE,
                        "codebuild.amazonaws.com",
                        "login",
                        "arn:aws:codebuild:us-east-1:000000000000:project/login");
        try (var asRole = EcrClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(session.accessKeyId(), session.secret(), session.sessionToken())))
                .build()) {
            var token =
                    asRole.getAuthorizationToken().authorizationData().get(0).authorizationToken();
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2)[1];
        }
    }

    @Test
    void layersThatABuildPushedServeTheNext() throws Exception {
        repository("layers");
        allow("layers", Stream.concat(PUSH.stream(), PULL.stream()).toList());

        assertThat(build("layers")).containsExactly("Login Succeeded!", "built 0", "2 pushed, 0 pulled");
        assertThat(ecr.listImages(r -> r.repositoryName("layers")).imageIds())
                .hasSize(2)
                .allSatisfy(image -> assertThat(image.imageTag()).matches("[0-9a-f]{64}"));
        assertThat(build("layers")).containsExactly("Login Succeeded!", "built 0", "0 pushed, 2 pulled");
    }

    @Test
    void aRoleThatMayNotPullBuildsAnewAndOneThatMayNotPushFails() throws Exception {
        repository("unread");
        allow("unread", PUSH);
        assertThat(build("unread")).containsExactly("Login Succeeded!", "built 0", "2 pushed, 0 pulled");
        assertThat(build("unread")).containsExactly("Login Succeeded!", "built 0", "2 pushed, 0 pulled");

        repository("unwritten");
        allow("unwritten", PULL);
        assertThat(build("unwritten")).containsExactly("Login Succeeded!", "built 125", "1 pushed, 0 pulled");
    }
}
