package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A local cloud with buckets and a role for pipelines that take and put objects: all of it asked through the gateway. */
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
final class PipelineWorld implements AutoCloseable {
    /** Versioned bucket of sources. */
    static final String SOURCE = "source";
    /** Bucket that is deployed to. */
    static final String SITE = "site";

    static final String ARTIFACTS = "artifacts";
    private static final String TRUST =
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"Service":"codepipeline.amazonaws.com"}}]}""";

    private final LocalCloud cloud;
    private final IamClient iam;
    private final S3Client s3;
    private final CodePipelineClient codepipeline;

    PipelineWorld(Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        iam = client(IamClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        codepipeline = client(CodePipelineClient.builder());
        for (var bucket : List.of(SOURCE, SITE, ARTIFACTS)) {
            s3.createBucket(r -> r.bucket(bucket));
        }
        s3.putBucketVersioning(r -> r.bucket(SOURCE).versioningConfiguration(v -> v.status("Enabled")));
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return CloudProcess.client(builder, URI.create(cloud.endpoint()));
    }

    LocalCloud cloud() {
        return cloud;
    }

    S3Client s3() {
        return s3;
    }

    CodePipelineClient codepipeline() {
        return codepipeline;
    }

    /** A role for pipelines; each statement allows actions, separated by spaces, on one resource. */
    String role(String name, Map<String, String> resources) {
        var arn = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        rights(name, resources);
        return arn;
    }

    /** What the role may do from now on. */
    void rights(String name, Map<String, String> resources) {
        var statements = new TreeMap<>(resources)
                .entrySet().stream()
                        .map(one -> "{\"Effect\":\"Allow\",\"Action\":[\"%s\"],\"Resource\":\"%s\"}"
                                .formatted(one.getValue().replace(" ", "\",\""), one.getKey()))
                        .toList();
        iam.putRolePolicy(r -> r.roleName(name)
                .policyName("rights")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}".formatted(String.join(",", statements))));
    }

    /** What a role needs to take an object of the source bucket through the artifact bucket into the site. */
    static Map<String, String> enough() {
        return new TreeMap<>(Map.of(
                "arn:aws:s3:::" + SOURCE, "s3:GetBucketVersioning",
                "arn:aws:s3:::" + SOURCE + "/*", "s3:GetObject s3:GetObjectVersion",
                "arn:aws:s3:::" + ARTIFACTS, "s3:GetBucketVersioning",
                "arn:aws:s3:::" + ARTIFACTS + "/*", "s3:GetObject s3:PutObject",
                "arn:aws:s3:::" + SITE + "/*", "s3:PutObject"));
    }

    /** The same without what is allowed on one resource. */
    static Map<String, String> without(String resource) {
        var less = enough();
        assertThat(less.remove(resource)).isNotNull();
        return less;
    }

    /** Puts a zip into the source bucket; the result is its version. */
    String upload(String key, Map<String, String> files) {
        return s3.putObject(r -> r.bucket(SOURCE).key(key), RequestBody.fromBytes(zip(files)))
                .versionId();
    }

    static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError("a zip in memory was not written", e);
        }
        return bytes.toByteArray();
    }

    /** What is in the site below a prefix, by key. */
    Map<String, String> site(String prefix) {
        var found = new TreeMap<String, String>();
        for (S3Object object :
                s3.listObjectsV2(r -> r.bucket(SITE).prefix(prefix)).contents()) {
            found.put(
                    object.key(),
                    s3.getObjectAsBytes(r -> r.bucket(SITE).key(object.key())).asUtf8String());
        }
        return found;
    }

    static ActionDeclaration source(String provider, Map<String, String> configuration) {
        return ActionDeclaration.builder()
                .name("Source")
                .namespace("source")
                .actionTypeId(t ->
                        t.category("Source").owner("AWS").provider(provider).version("1"))
                .configuration(configuration)
                .outputArtifacts(OutputArtifact.builder().name("app").build())
                .build();
    }

    static ActionDeclaration deploy(Map<String, String> configuration) {
        return ActionDeclaration.builder()
                .name("Deploy")
                .actionTypeId(
                        t -> t.category("Deploy").owner("AWS").provider("S3").version("1"))
                .configuration(configuration)
                .inputArtifacts(InputArtifact.builder().name("app").build())
                .build();
    }

    /** Creates a pipeline of these stages, which starts it, and waits for the end of that execution. */
    PipelineExecutionSummary create(String name, String role, StageDeclaration... stages) throws InterruptedException {
        codepipeline.createPipeline(r -> r.pipeline(p -> p.name(name)
                .roleArn(role)
                .pipelineType("V2")
                .executionMode("QUEUED")
                .artifactStore(store -> store.type("S3").location(ARTIFACTS))
                .stages(stages)));
        return ended(name, 1);
    }

    static StageDeclaration stage(ActionDeclaration action) {
        return StageDeclaration.builder().name(action.name()).actions(action).build();
    }

    /** Starts it, with the revision that its source action is to take, and waits for the end. */
    PipelineExecutionSummary start(String name, SourceRevisionOverride... revisions) throws InterruptedException {
        var before = executions(name).size();
        codepipeline.startPipelineExecution(r -> r.name(name).sourceRevisions(revisions));
        return ended(name, before + 1);
    }

    List<PipelineExecutionSummary> executions(String name) {
        return codepipeline.listPipelineExecutions(r -> r.pipelineName(name)).pipelineExecutionSummaries();
    }

    /** The newest of so many executions, when all have ended. */
    PipelineExecutionSummary ended(String name, int executions) throws InterruptedException {
        var end = Instant.now().plus(Patience.LIMIT);
        while (true) {
            var all = executions(name);
            if (all.size() == executions && all.stream().noneMatch(PipelineWorld::runs)) {
                return all.get(0);
            }
            assertThat(Instant.now()).as("%s", all).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static boolean runs(PipelineExecutionSummary execution) {
        return execution.status() == PipelineExecutionStatus.IN_PROGRESS;
    }

    /** The latest run of an action. */
    ActionExecutionDetail action(String pipeline, String action) {
        return codepipeline.listActionExecutions(r -> r.pipelineName(pipeline)).actionExecutionDetails().stream()
                .filter(detail -> detail.actionName().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** Why the latest run of an action failed: code and message. */
    String failure(String pipeline, String action) {
        var error = action(pipeline, action).output().executionResult().errorDetails();
        return error.code() + ": " + error.message();
    }

    /** What IAM says to a session of a pipeline's role: the role has the pipeline's name. */
    static String denied(PipelineExecutionSummary execution, String role, String action, String resource) {
        return ("PermissionError: User: arn:aws:sts::000000000000:assumed-role/%s/%s is not authorized to perform: %s"
                        + " on resource: %s because no identity-based policy allows the %s action")
                .formatted(role, execution.pipelineExecutionId(), action, resource, action);
    }

    @Override
    public void close() {
        iam.close();
        s3.close();
        codepipeline.close();
        cloud.close();
    }
}
