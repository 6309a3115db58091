package dev.slipway.cicd;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import dev.slipway.FakeAws;
import dev.slipway.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each component alone, as somebody else's program uses it. */
class ComponentsTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:approvals";

    private static FakeAws aws() {
        return new FakeAws("eu-west-1").with("c", "web", "web", "sidecar").withRepository("web");
    }

    private static ContainerBuildArgs.Builder build() {
        return ContainerBuildArgs.builder()
                .repositoryName("team/web")
                .containerName("web")
                .artifactBucketName("artifacts")
                .keyArn(KEY);
    }

    private static EcsDeployPipelineArgs.Builder pipeline() {
        return EcsDeployPipelineArgs.builder()
                .source(PipelineSourceArgs.builder()
                        .repositoryName("web")
                        .repositoryArn("arn:aws:codecommit:eu-west-1:111122223333:web")
                        .build())
                .artifactBucketName("artifacts")
                .artifactKeyArn(KEY)
                .projectName("web")
                .clusterName("c")
                .serviceName("web")
                .containerName("web");
    }

    private static List<String> errors(FakeAws aws, Runnable program) {
        return Program.run(aws, program).errors();
    }

    private static void passes(FakeAws aws, Runnable program) {
        assertThat(errors(aws, program)).isEmpty();
    }

    @Test
    void createsARepository() {
        var aws = aws();
        passes(
                aws,
                () -> new GitSource(
                        "src",
                        GitSourceArgs.builder()
                                .repositoryName("new")
                                .branch("trunk")
                                .tags(Map.of("team", "shop"))
                                .build(),
                        null));
        assertThat(aws.registered())
                .containsExactlyInAnyOrder(
                        new FakeAws.Registered("slipway:index:GitSource", "src", Map.of()),
                        new FakeAws.Registered(
                                "aws:codecommit/repository:Repository",
                                "src",
                                Map.of(
                                        "repositoryName",
                                        "new",
                                        "defaultBranch",
                                        "trunk",
                                        "tags",
                                        Map.of("team", "shop"))));
    }

    @Test
    void adoptsARepositoryAndCreatesNothing() {
        var aws = aws();
        var urls = new ArrayList<String>();
        passes(aws, () -> new GitSource(
                        "src",
                        GitSourceArgs.builder()
                                .repositoryName("web")
                                .adopt(true)
                                .build(),
                        null)
                .cloneUrlHttp()
                .applyValue(urls::add));
        assertThat(aws.registered())
                .containsExactly(new FakeAws.Registered("slipway:index:GitSource", "src", Map.of()));
        assertThat(urls).containsExactly("https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/web");
    }

    @Test
    void namesTheBucketAfterAccountAndRegion() {
        var aws = aws();
        passes(aws, () -> new ArtifactStore("shop", ArtifactStoreArgs.builder().build(), null));
        assertThat(aws.inputs("aws:s3/bucketV2:BucketV2", "shop").get("bucket"))
                .isEqualTo("shop-111122223333-eu-west-1");
    }

    @Test
    void subscribesEachAddressToTheTopic() {
        var aws = aws();
        passes(
                aws,
                () -> new ApprovalTopic(
                        "ask",
                        ApprovalTopicArgs.builder()
                                .emails(List.of("a@example.org", "b@example.org"))
                                .build(),
                        null));
        assertThat(aws.registered().stream()
                        .filter(made -> made.type().equals("aws:sns/topicSubscription:TopicSubscription"))
                        .map(made -> made.name() + " " + made.inputs().get("endpoint")))
                .containsExactlyInAnyOrder("ask-a@example.org a@example.org", "ask-b@example.org b@example.org");
    }

    @Test
    void givesABuildItsSecretsAndTheRightToReadThem() {
        var aws = aws();
        passes(
                aws,
                () -> new ContainerBuild(
                        "web",
                        build().dockerHubSecret("hub")
                                .environmentVariables(List.of(
                                        variable("NPM_TOKEN", "npm:token", "SECRETS_MANAGER"),
                                        variable("FLAGS", "/web/flags", "PARAMETER_STORE")))
                                .secretKeyArns(List.of(KEY))
                                .build(),
                        null));
        assertThat(document(aws, "web-role", 0))
                .contains(
                        "\"Sid\":\"ReadSecrets\",\"Effect\":\"Allow\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":[\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-??????\",\"arn:aws:secretsmanager:eu-west-1:111122223333:secret:npm-??????\"]",
                        "\"Sid\":\"ReadParameters\",\"Effect\":\"Allow\",\"Action\":\"ssm:GetParameters\",\"Resource\":\"arn:aws:ssm:eu-west-1:111122223333:parameter/web/flags\"",
                        "\"Sid\":\"DecryptSecrets\",\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\""
                                + KEY
                                + "\",\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"secretsmanager.eu-west-1.amazonaws.com\"}}");
        var environment = (Map<?, ?>) Objects.requireNonNull(
                aws.inputs("aws:codebuild/project:Project", "web").get("environment"));
        assertThat(String.valueOf(environment.get("environmentVariables")))
                .contains(
                        "{name=DOCKERHUB_USERNAME, type=SECRETS_MANAGER, value=hub:username}",
                        "{name=DOCKERHUB_PASSWORD, type=SECRETS_MANAGER, value=hub:password}",
                        "{name=NPM_TOKEN, type=SECRETS_MANAGER, value=npm:token}",
                        "{name=FLAGS, type=PARAMETER_STORE, value=/web/flags}");
    }

    @Test
    void givesABuildTheArgumentsOfItsDockerfile() {
        var aws = aws();
        passes(
                aws,
                () -> new ContainerBuild(
                        "web",
                        build().buildArguments(Map.of("MODE", "fast", "BASE", "alpine:3"))
                                .build(),
                        null));
        var environment = (Map<?, ?>) Objects.requireNonNull(
                aws.inputs("aws:codebuild/project:Project", "web").get("environment"));
        assertThat(String.valueOf(environment.get("environmentVariables")))
                .contains(
                        "{name=BUILD_ARG_BASE, type=PLAINTEXT, value=alpine:3}, {name=BUILD_ARG_MODE, type=PLAINTEXT, value=fast}");
    }

    @Test
    void buildsWithoutACacheWhenNoneIsWanted() {
        var aws = aws();
        passes(
                aws,
                () -> new ContainerBuild("web", build().cacheModes(List.of()).build(), null));
        assertThat(aws.inputs("aws:codebuild/project:Project", "web").get("cache"))
                .isEqualTo(Map.of("type", "NO_CACHE"));
    }

    @Test
    void leavesTheBuildspecToTheServiceThatBringsOne() {
        var aws = aws();
        passes(
                aws,
                () -> new ContainerBuild(
                        "web", build().buildspec("ci/build.yml").build(), null));
        assertThat(aws.inputs("aws:codebuild/project:Project", "web").get("source"))
                .isEqualTo(Map.of("type", "CODEPIPELINE", "buildspec", "ci/build.yml"));
    }

    @Test
    void passesOnlyTheRolesOfTheServiceToEcs() {
        var aws = aws();
        passes(aws, () -> new EcsDeployPipeline("web", pipeline().build(), null));
        assertThat(document(aws, "web-role", 0))
                .contains(
                        "\"Action\":\"iam:PassRole\",\"Resource\":[\"arn:aws:iam::111122223333:role/c-web-execution\",\"arn:aws:iam::111122223333:role/c-web-task\"]");
    }

    @Test
    void passesTheRolesThatAreGiven() {
        var aws = aws();
        var role = "arn:aws:iam::111122223333:role/mine";
        passes(
                aws,
                () -> new EcsDeployPipeline(
                        "web", pipeline().taskRoleArns(List.of(role)).build(), null));
        assertThat(document(aws, "web-role", 0)).contains("\"Action\":\"iam:PassRole\",\"Resource\":\"" + role + "\"");
    }

    @Test
    void letsThePipelineUseTheKeyOfATopicOfSomebodyElse() {
        var aws = aws();
        var topicKey = "arn:aws:kms:eu-west-1:111122223333:key/2";
        passes(
                aws,
                () -> new EcsDeployPipeline(
                        "web",
                        pipeline()
                                .approvalTopicArn(TOPIC)
                                .approvalTopicKeyArn(topicKey)
                                .build(),
                        null));
        assertThat(document(aws, "web-role", 1)).contains("\"Resource\":[\"" + KEY + "\",\"" + topicKey + "\"]");
    }

    @Test
    void asksForNoTargetThatTheSameStackCreates() {
        var aws = aws();
        passes(
                aws,
                () -> new EcsDeployPipeline(
                        "web",
                        pipeline()
                                .serviceName("later")
                                .checkTarget(false)
                                .taskRoleArns(List.of("arn:aws:iam::111122223333:role/r"))
                                .build(),
                        null));
        assertThat(aws.calls()).doesNotContain("aws:ecs/getService:getService", "aws:ecs/getCluster:getCluster");
    }

    static Stream<Arguments> wrongTargets() {
        return Stream.of(
                target(
                        "cluster",
                        args -> args.clusterName("d"),
                        "EcsDeployPipeline \"web\": clusterName: got ECS cluster \"d\", expected one that exists in this account and Region: correct the name, or create it first (ECS Cluster (d) not found)"),
                target(
                        "service",
                        args -> args.serviceName("wbe"),
                        "EcsDeployPipeline \"web\": serviceName: got ECS service \"wbe\" in cluster \"c\", expected one that exists in this account and Region: correct the name, or create it first (ECS Service (wbe) not found)"),
                target(
                        "container",
                        args -> args.containerName("wbe"),
                        "EcsDeployPipeline \"web\": containerName: got \"wbe\", expected a container of task definition c-web:7, which service \"web\" uses: web, sidecar"));
    }

    private static Arguments target(String name, UnaryOperator<EcsDeployPipelineArgs.Builder> change, String message) {
        return Arguments.of(name, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTargets")
    void saysWhichPartOfTheTargetDoesNotExist(
            String name, UnaryOperator<EcsDeployPipelineArgs.Builder> change, String message) {
        var aws = aws();
        var errors = errors(
                aws, () -> new EcsDeployPipeline("web", change.apply(pipeline()).build(), null));
        assertThat(errors).anySatisfy(error -> assertThat(error).contains(message));
        assertThat(aws.registered().stream().map(made -> made.type() + " " + made.name()))
                .doesNotContain("aws:iam/role:Role web-role", "aws:codepipeline/pipeline:Pipeline web");
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                wrong(
                        () -> new GitSource(
                                "x",
                                GitSourceArgs.builder().repositoryName("a b").build(),
                                null),
                        "GitSource \"x\": repositoryName: got \"a b\", expected the name of a CodeCommit repository"),
                wrong(
                        () -> new GitSource(
                                "x",
                                GitSourceArgs.builder()
                                        .repositoryName("a")
                                        .provider("Svn")
                                        .build(),
                                null),
                        "GitSource \"x\": provider: got \"Svn\", expected one of CodeCommit"),
                wrong(
                        () -> new ContainerBuild(
                                "xx", build().computeType("LARGE").build(), null),
                        "ContainerBuild \"xx\": computeType: got \"LARGE\", expected one of BUILD_GENERAL1_SMALL"),
                wrong(
                        () -> new ContainerBuild(
                                "xx", build().logRetentionDays(8).build(), null),
                        "ContainerBuild \"xx\": logRetentionDays: got 8, expected one of 1, 3, 5"),
                wrong(
                        () -> new ContainerBuild("xx", build().timeoutMinutes(4).build(), null),
                        "ContainerBuild \"xx\": timeoutMinutes: got 4, expected 5 to 2160"),
                wrong(
                        () -> new ContainerBuild(
                                "xx", build().movingTags(List.of("latest")).build(), null),
                        "ContainerBuild \"xx\": movingTags: got movingTags [latest] with imageTagMutability IMMUTABLE"),
                wrong(
                        () -> new ContainerBuild(
                                "xx", build().tags(Map.of("aws:x", "y")).build(), null),
                        "ContainerBuild \"xx\": tags: got \"aws:x\""),
                wrong(
                        () -> new EcsDeployPipeline(
                                "x", pipeline().executionMode("FIFO").build(), null),
                        "EcsDeployPipeline \"x\": executionMode: got \"FIFO\", expected one of QUEUED, SUPERSEDED, PARALLEL"),
                wrong(
                        () -> new EcsDeployPipeline(
                                "x", pipeline().executionMode("PARALLEL").build(), null),
                        "EcsDeployPipeline \"x\": stages: stage Deploy: got on failure ROLLBACK in execution mode PARALLEL"),
                wrong(
                        () -> new EcsDeployPipeline(
                                "x", pipeline().deployTimeoutMinutes(61).build(), null),
                        "EcsDeployPipeline \"x\": stages: got 61, expected 1 to 60"),
                wrong(
                        () -> new EcsDeployPipeline(
                                "x", pipeline().checkTarget(false).build(), null),
                        "EcsDeployPipeline \"x\": taskRoleArns: got none with checkTarget false"),
                wrong(
                        () -> new ArtifactStore(
                                "x", ArtifactStoreArgs.builder().bucketName("A").build(), null),
                        "ArtifactStore \"x\": bucketName: got \"A\""),
                wrong(
                        () -> new ApprovalTopic(
                                "x",
                                ApprovalTopicArgs.builder()
                                        .emails(List.of("me"))
                                        .build(),
                                null),
                        "ApprovalTopic \"x\": emails: got \"me\""),
                wrong(
                        () -> new TrialCluster(
                                "x",
                                TrialClusterArgs.builder().vpcCidr("10.0.0.0/8").build(),
                                null),
                        "TrialCluster \"x\": vpcCidr: got \"10.0.0.0/8\", expected the IPv4 range of a VPC: 10 to 18 characters, A.B.C.D/N, N from 16 to 24"));
    }

    private static Arguments wrong(Runnable program, String message) {
        return Arguments.of(message, program);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongArguments")
    void saysWhichArgumentOfWhichComponentIsWrong(String message, Runnable program) {
        assertThat(errors(aws(), program)).anySatisfy(error -> assertThat(error).contains(message));
    }

    @Test
    void saysWhichRequiredArgumentIsMissing() {
        assertThat(errors(aws(), () -> GitSourceArgs.builder().build()))
                .anySatisfy(error -> assertThat(error).contains("GitSourceArgs", "repositoryName"));
    }

    private static BuildVariableArgs variable(String name, String value, String type) {
        return BuildVariableArgs.builder()
                .name(name)
                .value(Output.of(value))
                .type(type)
                .build();
    }

    private static String document(FakeAws aws, String role, int index) {
        var policies = (List<?>)
                Objects.requireNonNull(aws.inputs("aws:iam/role:Role", role).get("inlinePolicies"));
        var policy = (Map<?, ?>) policies.get(index);
        return String.valueOf(policy.get("policy"));
    }
}
