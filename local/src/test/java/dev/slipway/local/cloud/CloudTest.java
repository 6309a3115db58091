package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
class CloudTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/";

    private final LocalCloud cloud;
    private final CodeCommitClient codecommit;
    private final CodeBuildClient codebuild;
    private final CodePipelineClient codepipeline;
    private final IamClient iam;

    CloudTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        var endpoint = URI.create(cloud.endpoint());
        codecommit = CloudProcess.client(CodeCommitClient.builder(), endpoint);
        codebuild = CloudProcess.client(CodeBuildClient.builder(), endpoint);
        codepipeline = CloudProcess.client(CodePipelineClient.builder(), endpoint);
        iam = CloudProcess.client(IamClient.builder(), endpoint);
    }

    @BeforeAll
    void makeSurroundings() {
        for (var service : List.of("codebuild", "codepipeline")) {
            var trust =
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                    "Principal":{"Service":"%s.amazonaws.com"},
                    "Condition":{"StringEquals":{"aws:SourceAccount":"000000000000"}}}]}"""
                            .formatted(service);
            iam.createRole(r -> r.roleName(service).assumeRolePolicyDocument(trust));
        }
        try (var s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), URI.create(cloud.endpoint()))) {
            s3.createBucket(r -> r.bucket("artifacts"));
        }
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private static String refusal(ThrowingCallable call) {
        var details =
                Assertions.catchThrowableOfType(AwsServiceException.class, call).awsErrorDetails();
        return details.errorCode() + ": " + details.errorMessage();
    }

    @Test
    void commitsToRepositories() {
        codecommit.createRepository(r -> r.repositoryName("commits"));
        var first = codecommit.putFile(r -> r.repositoryName("commits")
                .branchName("trunk")
                .filePath("src/a.txt")
                .fileContent(SdkBytes.fromUtf8String("one")));
        var second = codecommit.createCommit(r -> r.repositoryName("commits")
                .branchName("trunk")
                .parentCommitId(first.commitId())
                .authorName("Ada")
                .email("ada@example.com")
                .commitMessage("second")
                .putFiles(f -> f.filePath("b").fileContent(SdkBytes.fromUtf8String("two")))
                .deleteFiles(f -> f.filePath("src/a.txt")));
        var commit = codecommit
                .getCommit(r -> r.repositoryName("commits").commitId(second.commitId()))
                .commit();
        assertThat(commit.parents()).containsExactly(first.commitId());
        assertThat(commit.author().name()).isEqualTo("Ada");
        assertThat(codecommit
                        .getFolder(r -> r.repositoryName("commits").folderPath("/"))
                        .files())
                .extracting("absolutePath")
                .containsExactly("b");
        assertThat(codecommit
                        .getRepository(r -> r.repositoryName("commits"))
                        .repositoryMetadata()
                        .defaultBranch())
                .isEqualTo("trunk");
        assertThat(refusal(() -> codecommit.putFile(r -> r.repositoryName("commits")
                        .branchName("trunk")
                        .filePath("c")
                        .parentCommitId(first.commitId())
                        .fileContent(SdkBytes.fromUtf8String("x")))))
                .isEqualTo(
                        "ParentCommitIdOutdatedException: " + first.commitId() + " is no longer the tip of the branch");
    }

    @Test
    void keepsATrueGitRepository() {
        codecommit.createRepository(r -> r.repositoryName("renamed"));
        codecommit.putFile(r ->
                r.repositoryName("renamed").branchName("main").filePath("a").fileContent(SdkBytes.fromUtf8String("x")));
        codecommit.updateRepositoryName(r -> r.oldName("renamed").newName("newname"));
        var metadata =
                codecommit.getRepository(r -> r.repositoryName("newname")).repositoryMetadata();
        assertThat(metadata.cloneUrlHttp()).isEqualTo(cloud.endpoint() + "/v1/repos/newname");
        assertThat(metadata.arn()).isEqualTo("arn:aws:codecommit:us-east-1:000000000000:newname");
        assertThat(codecommit
                        .getFile(r -> r.repositoryName("newname").filePath("a"))
                        .fileContent()
                        .asUtf8String())
                .isEqualTo("x");
        assertThat(refusal(() -> codecommit.getRepository(r -> r.repositoryName("renamed"))))
                .isEqualTo("RepositoryDoesNotExistException: renamed does not exist");
    }

    private static CreateProjectRequest.Builder project(String name) {
        return CreateProjectRequest.builder()
                .name(name)
                .serviceRole(ROLE + "codebuild")
                .source(s -> s.type(SourceType.CODEPIPELINE))
                .artifacts(a -> a.type(ArtifactsType.CODEPIPELINE))
                .environment(e -> e.type(EnvironmentType.LINUX_CONTAINER)
                        .computeType(ComputeType.BUILD_GENERAL1_SMALL)
                        .image("aws/codebuild/amazonlinux-x86_64-standard:5.0"));
    }

    @Test
    void keepsBuildProjects() {
        codebuild.createProject(project("kept").build());
        codebuild.updateProject(r -> r.name("kept").timeoutInMinutes(30).concurrentBuildLimit(2));
        var found = codebuild.batchGetProjects(r -> r.names("kept", "missing"));
        assertThat(found.projectsNotFound()).containsExactly("missing");
        assertThat(found.projects()).singleElement().satisfies(kept -> {
            assertThat(kept.timeoutInMinutes()).isEqualTo(30);
            assertThat(kept.queuedTimeoutInMinutes()).isEqualTo(480);
            assertThat(kept.concurrentBuildLimit()).isEqualTo(2);
            assertThat(kept.arn()).isEqualTo("arn:aws:codebuild:us-east-1:000000000000:project/kept");
        });
        codebuild.deleteProject(r -> r.name("kept"));
        assertThat(codebuild.batchGetProjects(r -> r.names("kept")).projects()).isEmpty();
    }

    @Test
    void refusesBuildProjectsAsAwsDoes() {
        assertThat(refusal(() -> codebuild.createProject(
                        project("a b").timeoutInMinutes(4).build())))
                .isEqualTo(
                        "ValidationException: 2 validation errors detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9][A-Za-z0-9\\-_]{1,149}; Value '4' at 'timeoutInMinutes' failed to satisfy constraint: Member must have value greater than or equal to 5");
        assertThat(refusal(() -> codebuild.createProject(
                        project("bad").serviceRole(ROLE + "codepipeline").build())))
                .isEqualTo("InvalidInputException: CodeBuild is not authorized to perform: sts:AssumeRole on " + ROLE
                        + "codepipeline");
        assertThat(refusal(() -> codebuild.startBuild(r -> r.projectName("bad"))))
                .isEqualTo(
                        "ResourceNotFoundException: Project cannot be found: arn:aws:codebuild:us-east-1:000000000000:project/bad");
        assertThat(codebuild.listProjects().projects()).doesNotContain("bad", "a b");
    }

    private static ActionDeclaration action(
            String category, String provider, Map<String, String> settings, String input, String output) {
        var action = ActionDeclaration.builder()
                .name(category)
                .actionTypeId(t ->
                        t.category(category).owner("AWS").provider(provider).version("1"))
                .configuration(settings);
        if (!input.isEmpty()) {
            action.inputArtifacts(a -> a.name(input));
        }
        if (!output.isEmpty()) {
            action.outputArtifacts(a -> a.name(output));
        }
        return action.build();
    }

    private static PipelineDeclaration pipeline(String name, String taken) {
        return PipelineDeclaration.builder()
                .name(name)
                .roleArn(ROLE + "codepipeline")
                .pipelineType("V2")
                .artifactStore(s -> s.type("S3").location("artifacts"))
                .stages(
                        StageDeclaration.builder()
                                .name("Source")
                                .actions(action(
                                        "Source",
                                        "CodeCommit",
                                        Map.of("RepositoryName", "app", "BranchName", "trunk"),
                                        "",
                                        "source"))
                                .build(),
                        StageDeclaration.builder()
                                .name("Deploy")
                                .actions(action(
                                        "Deploy", "ECS", Map.of("ClusterName", "c", "ServiceName", "s"), taken, ""))
                                .build())
                .build();
    }

    @Test
    void countsPipelineVersions() {
        codepipeline.createPipeline(r -> r.pipeline(pipeline("versions", "source")));
        assertThat(codepipeline
                        .updatePipeline(r -> r.pipeline(pipeline("versions", "source").toBuilder()
                                .executionMode("QUEUED")
                                .build()))
                        .pipeline()
                        .version())
                .isEqualTo(2);
        assertThat(codepipeline.getPipeline(r -> r.name("versions")).pipeline().executionModeAsString())
                .isEqualTo("QUEUED");
        assertThat(codepipeline
                        .getPipeline(r -> r.name("versions").version(1))
                        .pipeline()
                        .executionModeAsString())
                .isEqualTo("SUPERSEDED");
        codepipeline.disableStageTransition(r -> r.pipelineName("versions")
                .stageName("Deploy")
                .transitionType("Inbound")
                .reason("freeze"));
        assertThat(codepipeline.getPipelineState(r -> r.name("versions")).stageStates())
                .extracting(state -> state.inboundTransitionState().enabled())
                .containsExactly(true, false);
        codepipeline.deletePipeline(r -> r.name("versions"));
        assertThat(refusal(() -> codepipeline.getPipeline(r -> r.name("versions"))))
                .isEqualTo(
                        "PipelineNotFoundException: Account '000000000000' does not have a pipeline with name 'versions'");
    }

    @Test
    void refusesPipelinesAsAwsDoes() {
        assertThat(refusal(() -> codepipeline.createPipeline(r -> r.pipeline(pipeline("bad", "nothing")))))
                .isEqualTo(
                        "InvalidActionDeclarationException: Input Artifact Bundle nothing in action Deploy is not declared as Output Artifact Bundle in any of the preceding actions");
        assertThat(refusal(() -> codepipeline.getPipeline(r -> r.name("bad"))))
                .startsWith("PipelineNotFoundException: ");
    }

    @Test
    void knowsKeysThatIamHandsOutAndForgetsThemWhenDeleted() {
        iam.createUser(r -> r.userName("ada"));
        iam.putUserPolicy(
                r -> r.userName("ada")
                        .policyName("list")
                        .policyDocument(
                                """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"codepipeline:ListPipelines","Resource":"*"}]}"""));
        var key = iam.createAccessKey(r -> r.userName("ada")).accessKey();
        try (var client = CodePipelineClient.builder()
                .endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build()) {
            assertThat(client.listPipelines().sdkHttpResponse().isSuccessful()).isTrue();
            iam.deleteAccessKey(r -> r.userName("ada").accessKeyId(key.accessKeyId()));
            assertThat(refusal(client::listPipelines))
                    .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid.");
        }
    }

    @Test
    void letsOneOfManyMakeAName() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        var tries = IntStream.range(0, 20)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        codecommit.createRepository(r -> r.repositoryName("contended"));
                        return "made";
                    } catch (AwsServiceException e) {
                        return e.awsErrorDetails().errorCode();
                    }
                })
                .toList();
        var results = new TreeMap<String, Integer>();
        for (var result : threads.invokeAll(tries)) {
            results.merge(result.get(), 1, Integer::sum);
        }
        threads.shutdown();
        assertThat(results).isEqualTo(Map.of("made", 1, "RepositoryNameExistsException", 19));
    }
}
