package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.CacheMode;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/** The newcomer's first command, and what AWS's own API then tells of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
    private static final Pattern MOVED =
            Pattern.compile("(?m)^\\S+ answers at (\\S+): its own port (\\d+) was not free\n");

    private final Checkout checkout = Checkout.withNetworkBackend("demo", "netavark");
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private String said = "";

    @BeforeAll
    void demo() {
        said = checkout.slipway("demo").ok();
    }

    @AfterAll
    void close() throws IOException {
        http.close();
        checkout.close();
    }

    @Test
    @Order(1)
    void endsWithWhatTheReadmeShows() {
        String readme = checkout.read("README.md");
        String begin = "<!-- demo:begin (checked by DemoIT) -->\n```text\n";
        int from = readme.indexOf(begin) + begin.length();
        String shown = readme.substring(from, readme.indexOf("```\n<!-- demo:end -->"));

        // The README's cloud listens on its usual port, this one elsewhere; the width of a column follows.
        assertThat(narrow(onOwnPorts(said).replace("127.0.0.1:" + checkout.port(), "127.0.0.1:4566")))
                .endsWith("\n" + narrow(shown));
    }

    /** What it would have said if no port of its services had been taken on this machine. */
    private static String onOwnPorts(String text) {
        return MOVED.matcher(text)
                .results()
                .reduce(
                        text,
                        (told, moved) -> told.replace(moved.group(), "")
                                .replace(moved.group(1), "http://127.0.0.1:%s/".formatted(moved.group(2))),
                        (one, other) -> other);
    }

    private static String narrow(String text) {
        return text.replaceAll("(?<=\\S) {2,}(?=\\S)", "  ");
    }

    @Test
    @Order(2)
    @EnabledIf("hasNetavark")
    void itsContainersHaveTheNetworkOfAPodmanAsInstalled() {
        assertThat(checkout.networkBackend()).isEqualTo("netavark");
    }

    static boolean hasNetavark() {
        return Containers.haveBackend("netavark");
    }

    @Test
    @Order(2)
    void codepipelineHasTheThreeStages() {
        try (var codepipeline =
                checkout.inventory().client(CodePipelineClient.builder().httpClient(http))) {
            var pipeline =
                    codepipeline.getPipeline(p -> p.name("slipway-local-web")).pipeline();

            assertThat(pipeline.pipelineTypeAsString()).isEqualTo("V2");
            assertThat(pipeline.stages().stream().map(StageDeclaration::name))
                    .containsExactly("Source", "Build", "Deploy");
            assertThat(pipeline.stages().get(2).onFailure().resultAsString()).isEqualTo("ROLLBACK");
        }
    }

    @Test
    @Order(3)
    void codebuildHasTheProjectWithItsCachesAndTheStandardBuild() {
        try (var codebuild =
                checkout.inventory().client(CodeBuildClient.builder().httpClient(http))) {
            var project = codebuild
                    .batchGetProjects(p -> p.names("slipway-local-web"))
                    .projects()
                    .get(0);

            assertThat(project.environment().privilegedMode()).isTrue();
            assertThat(project.cache().modes())
                    .containsExactlyInAnyOrder(CacheMode.LOCAL_DOCKER_LAYER_CACHE, CacheMode.LOCAL_SOURCE_CACHE);
            assertThat(project.source().buildspec()).isEqualTo(checkout.read("buildspec.yml"));
        }
    }

    @Test
    @Order(4)
    void ecrHasTheRepositoryWithImmutableTags() {
        try (var ecr = checkout.inventory().client(EcrClient.builder().httpClient(http))) {
            var repository = ecr.describeRepositories(r -> r.repositoryNames("slipway-local/web"))
                    .repositories()
                    .get(0);

            assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
            assertThat(repository.imageScanningConfiguration().scanOnPush()).isTrue();
        }
    }

    @Test
    @Order(5)
    void theEventRolesPolicyStartsThisPipelineAndNothingElse() {
        try (var iam = checkout.inventory().client(IamClient.builder().httpClient(http))) {
            var document = iam.getRolePolicy(
                            p -> p.roleName("slipway-local-web-source").policyName("start"))
                    .policyDocument();

            assertThat(JsonParser.parseString(URLDecoder.decode(document, StandardCharsets.UTF_8)))
                    .isEqualTo(
                            JsonParser.parseString(
                                    """
                                    {"Version": "2012-10-17", "Statement": [{
                                      "Sid": "StartPipeline",
                                      "Effect": "Allow",
                                      "Action": "codepipeline:StartPipelineExecution",
                                      "Resource": "arn:aws:codepipeline:us-east-1:000000000000:slipway-local-web"}]}
                                    """));
        }
    }

    @Test
    @Order(6)
    void theArtifactBucketExpiresEverything() {
        try (var s3 =
                checkout.inventory().client(S3Client.builder().httpClient(http).forcePathStyle(true))) {
            var rules = s3.getBucketLifecycleConfiguration(b -> b.bucket("slipway-local-000000000000-us-east-1"))
                    .rules();

            assertThat(rules).allMatch(rule -> rule.status() == ExpirationStatus.ENABLED);
            assertThat(rules.stream().filter(rule -> rule.expiration() != null).map(r -> r.expiration()
                            .days()))
                    .containsExactly(7);
            assertThat(rules.stream()
                            .filter(rule -> rule.noncurrentVersionExpiration() != null)
                            .map(r -> r.noncurrentVersionExpiration().noncurrentDays()))
                    .containsExactly(1);
            assertThat(rules.stream()
                            .filter(rule -> rule.abortIncompleteMultipartUpload() != null)
                            .map(r -> r.abortIncompleteMultipartUpload().daysAfterInitiation()))
                    .containsExactly(3);
        }
    }

    @Test
    @Order(7)
    void everyProblemOfAFileIsSaidAtOnceAndNothingIsCreated() {
        checkout.write(
                "Pulumi.local-wrong.yaml",
                """
                config:
                  aws:region: us-east-1
                  slipway:defaults:
                    build:
                      timeoutMinuts: 10
                      logRetentionDays: 8
                    deploy:
                      executionMode: FIFO
                      approval: MANUAL
                  slipway:services:
                    web:
                      build:
                        timeoutMinutes: soon
                    Web Shop: {}
                """);
        var before = checkout.inventory().everything();
        String all =
                checkout.slipway("up", "local-wrong", "--yes", "--skip-preview").failed();

        for (String expected : List.of(
                "slipway:defaults.build.timeoutMinuts",
                "slipway:defaults.build.logRetentionDays",
                "slipway:defaults.deploy.executionMode",
                "slipway:services.web.build.timeoutMinutes",
                "slipway:services.Web Shop")) {
            assertThat(all).contains(expected);
        }
        assertThat(all).contains("did you mean \"timeoutMinutes\"?").doesNotContain("\u001b[");
        assertThat(checkout.inventory().everything()).isEqualTo(before);
    }

    @Test
    @Order(8)
    void aSecondRunChangesNothingAndADestroyLeavesNothing() {
        assertThat(checkout.slipway("demo").ok()).contains("72 unchanged");
        checkout.slipway("preview", "local", "--refresh", "--expect-no-changes").ok();
        checkout.slipway("destroy", "local", "--yes", "--skip-preview").ok();

        // Revisions that the pipelines registered are no resources of the stack: on AWS they stay, too.
        assertThat(checkout.inventory().everything())
                .allMatch(resource ->
                        resource.matches("task-definition .*:task-definition/slipway-local-(api|web):[2-9]"));
    }
}
