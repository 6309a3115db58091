package dev.slipway.local.cloud;

import dev.slipway.local.cloud.store.Manifest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes a state folder in which every kind of file is there. */
final class StateOfEverything {
    private static final String SOURCE = "arn:aws:codebuild:us-east-1:000000000000:project/web";
    static final String LAYER = "a layer";
    static final String PULLED = "127.0.0.1:4566/web:1\n";

    private final URI endpoint;

    private StateOfEverything(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Lets a cloud keep something of all that outlasts a call. */
    static void fill(URI endpoint) throws Exception {
        var all = new StateOfEverything(endpoint);
        all.code();
        all.image();
        all.service();
        all.objects();
        all.role();
    }

    static void make(Path state) throws Exception {
        // Two starts, so that calls lie in two files.
        for (var start = 1; start <= 2; start++) {
            try (var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()))) {
                if (start == 1) {
                    fill(URI.create(cloud.endpoint()));
                }
                call(cloud);
            }
        }
        // Simulated tasks pull nothing.
        Files.writeString(state.resolve("pulled-images"), PULLED, StandardOpenOption.CREATE_NEW);
        try (var manifest = Manifest.open(state.resolve("manifest"), java.util.List.of())) {
            var bytes = PULLED.getBytes(StandardCharsets.UTF_8);
            manifest.slot("pulled-images")
                    .set("pulled-images", bytes.length, dev.slipway.local.cloud.store.Mark.checksum(bytes), true);
        }
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return CloudProcess.client(builder, endpoint);
    }

    private void code() {
        try (var codecommit = client(CodeCommitClient.builder())) {
            codecommit.createRepository(r -> r.repositoryName("app"));
            codecommit.putFile(r -> r.repositoryName("app")
                    .branchName("main")
                    .filePath("README.md")
                    .fileContent(SdkBytes.fromUtf8String("hello\n")));
        }
    }

    private void image() throws Exception {
        try (var ecr = client(EcrClient.builder())) {
            ecr.createRepository(r -> r.repositoryName("web"));
            var config = "{\"architecture\":\"amd64\",\"os\":\"linux\"}";
            for (var blob : new String[] {config, LAYER}) {
                var upload =
                        ecr.initiateLayerUpload(r -> r.repositoryName("web")).uploadId();
                ecr.uploadLayerPart(r -> r.repositoryName("web")
                        .uploadId(upload)
                        .partFirstByte(0L)
                        .partLastByte(blob.length() - 1L)
                        .layerPartBlob(SdkBytes.fromUtf8String(blob)));
                var digest = "sha256:" + digest(blob);
                ecr.completeLayerUpload(
                        r -> r.repositoryName("web").uploadId(upload).layerDigests(digest));
            }
            var manifest =
                    """
                    {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                     "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": %d, "digest": "sha256:%s"},
                     "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "size": %d, "digest": "sha256:%s"}]}"""
                            .formatted(config.length(), digest(config), LAYER.length(), digest(LAYER));
            ecr.putImage(r -> r.repositoryName("web").imageManifest(manifest).imageTag("1"));
        }
    }

    static String digest(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void service() {
        try (var ecs = client(EcsClient.builder())) {
            ecs.createCluster(r -> r.clusterName("main"));
            ecs.registerTaskDefinition(r -> r.family("web")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("web")
                            .image("web:1")
                            .memory(64)
                            .build()));
            ecs.createService(r ->
                    r.cluster("main").serviceName("web").taskDefinition("web").desiredCount(0));
        }
    }

    private void objects() {
        try (var s3 = client(S3Client.builder().forcePathStyle(true))) {
            s3.createBucket(r -> r.bucket("site"));
            s3.putObject(r -> r.bucket("site").key("index.html"), RequestBody.fromString("<p>It works.</p>"));
            s3.putObject(r -> r.bucket("site").key("a b/ü+x"), RequestBody.fromString("odd"));
        }
    }

    private void role() {
        try (var iam = client(IamClient.builder())) {
            iam.createRole(
                    r -> r.roleName("builder")
                            .assumeRolePolicyDocument(
                                    """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                            "Principal":{"Service":"codebuild.amazonaws.com"}}]}"""));
        }
    }

    private static void call(LocalCloud cloud) {
        var behalf = cloud.onBehalf();
        var session = behalf.sessions()
                .assume("arn:aws:iam::000000000000:role/builder", "codebuild.amazonaws.com", "s", SOURCE);
        try (var codecommit = behalf.clients().client(CodeCommitClient.builder(), "us-east-1", session)) {
            codecommit.getRepository(r -> r.repositoryName("app"));
            throw new AssertionError("the role has no rights");
        } catch (CodeCommitException denied) {
            if (denied.statusCode() != 403) {
                throw denied;
            }
        }
    }
}
