package dev.slipway.local.cloud;

import static dev.slipway.local.cloud.PipelineWorld.SITE;
import static dev.slipway.local.cloud.PipelineWorld.SOURCE;
import static dev.slipway.local.cloud.PipelineWorld.denied;
import static dev.slipway.local.cloud.PipelineWorld.deploy;
import static dev.slipway.local.cloud.PipelineWorld.enough;
import static dev.slipway.local.cloud.PipelineWorld.source;
import static dev.slipway.local.cloud.PipelineWorld.stage;
import static dev.slipway.local.cloud.PipelineWorld.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Image;

/** Pipelines that take objects of S3 and images of ECR, and put objects: what they carry, and how a missing permission shows. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineSourcesTest {
    private static final String ECR = "arn:aws:ecr:us-east-1:000000000000:repository/";

    private final PipelineWorld world;
    private final EcrClient ecr;

    PipelineSourcesTest(@TempDir Path state) throws StartFailure {
        world = new PipelineWorld(state);
        ecr = world.client(EcrClient.builder());
    }

    @AfterAll
    void close() {
        ecr.close();
        world.close();
    }

    private static Map<String, String> object(String key) {
        return Map.of("S3Bucket", SOURCE, "S3ObjectKey", key, "PollForSourceChanges", "false");
    }

    private static Map<String, String> files(String folder) {
        return Map.of("BucketName", SITE, "Extract", "true", "ObjectKey", folder);
    }

    @Test
    void theNewestVersionOfAnObjectIsDeployedFileByFile() throws Exception {
        world.upload("files.zip", Map.of("index.html", "old"));
        var version = world.upload("files.zip", Map.of("index.html", "new", "css/all.css", "body {}"));
        var role = world.role("files", enough());

        var execution =
                world.create("files", role, stage(source("S3", object("files.zip"))), stage(deploy(files("files"))));

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(execution.sourceRevisions()).singleElement().satisfies(revision -> {
            assertThat(revision.revisionId()).isEqualTo(version);
            assertThat(revision.revisionSummary()).isEqualTo("Amazon S3 version id: " + version);
        });
        assertThat(world.action("files", "Source").output().outputVariables())
                .isEqualTo(Map.of(
                        "BucketName",
                        SOURCE,
                        "ObjectKey",
                        "files.zip",
                        "VersionId",
                        version,
                        "ETag",
                        world.s3()
                                .headObject(r -> r.bucket(SOURCE).key("files.zip"))
                                .eTag()));
        assertThat(world.site("files/")).isEqualTo(Map.of("files/index.html", "new", "files/css/all.css", "body {}"));
        assertThat(world.s3()
                        .headObject(r -> r.bucket(SITE).key("files/index.html"))
                        .contentType())
                .isEqualTo("text/html");
    }

    @Test
    void aStartMayNameTheVersion() throws Exception {
        var first = world.upload("named.zip", Map.of("index.html", "first"));
        world.upload("named.zip", Map.of("index.html", "second"));
        world.create(
                "named",
                world.role("named", enough()),
                stage(source("S3", object("named.zip"))),
                stage(deploy(files("named"))));
        assertThat(world.site("named/")).isEqualTo(Map.of("named/index.html", "second"));

        var again = world.start("named", version(first));

        assertThat(again.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(world.site("named/")).isEqualTo(Map.of("named/index.html", "first"));

        var unknown = world.start("named", version("00000000-0000-0000-0000-000000000000"));

        assertThat(unknown.status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.failure("named", "Source"))
                .isEqualTo("RevisionUnavailable: The object 'named.zip' of bucket 'source' has no version"
                        + " '00000000-0000-0000-0000-000000000000'");
    }

    private static SourceRevisionOverride version(String id) {
        return SourceRevisionOverride.builder()
                .actionName("Source")
                .revisionType("S3_OBJECT_VERSION_ID")
                .revisionValue(id)
                .build();
    }

    @Test
    void anArtifactIsDeployedAsOneZipUnderAKeyWithVariables() throws Exception {
        var version = world.upload("whole.zip", Map.of("a.txt", "a"));
        var role = world.role("whole", enough());

        var execution = world.create(
                "whole",
                role,
                stage(source("S3", object("whole.zip"))),
                stage(deploy(
                        Map.of("BucketName", SITE, "Extract", "false", "ObjectKey", "whole/#{source.VersionId}.zip"))));

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(world.s3()
                        .getObjectAsBytes(r -> r.bucket(SITE).key("whole/" + version + ".zip"))
                        .asByteArray())
                .isEqualTo(world.s3()
                        .getObjectAsBytes(r -> r.bucket(SOURCE).key("whole.zip"))
                        .asByteArray());
    }

    @Test
    void anObjectThatCannotBeASourceFailsTheSource() throws Exception {
        var role = world.role("wrong", enough());
        var target = stage(deploy(files("wrong")));

        world.create("absent", role, stage(source("S3", object("absent.zip"))), target);
        assertThat(world.failure("absent", "Source"))
                .isEqualTo("RevisionUnavailable: The object 'absent.zip' of bucket 'source' does not exist");

        var unversioned = enough();
        unversioned.put("arn:aws:s3:::" + SITE, "s3:GetBucketVersioning");
        world.rights("wrong", unversioned);
        world.create(
                "unversioned", role, stage(source("S3", Map.of("S3Bucket", SITE, "S3ObjectKey", "a.zip"))), target);
        assertThat(world.failure("unversioned", "Source"))
                .isEqualTo("ConfigurationError: The source bucket 'site' has no versioning: enable it");
    }

    @Test
    void aDeploymentThatLacksItsKeyFails() throws Exception {
        world.upload("keyless.zip", Map.of("a.txt", "a"));

        world.create(
                "keyless",
                world.role("keyless", enough()),
                stage(source("S3", object("keyless.zip"))),
                // What the variable comes to is not known before.
                stage(deploy(Map.of("BucketName", SITE, "Extract", "#{source.ETag}"))));

        assertThat(world.failure("keyless", "Deploy"))
                .isEqualTo("ConfigurationError: ObjectKey is not given, but Extract is not true");
    }

    @Test
    void aPermissionThatLacksFailsTheActionThatNeedsIt() throws Exception {
        world.upload("denied.zip", Map.of("index.html", "denied"));
        var source = stage(source("S3", object("denied.zip")));
        var target = stage(deploy(files("denied")));

        var versioning = world.create(
                "no-versioning", world.role("no-versioning", without("arn:aws:s3:::source")), source, target);
        assertThat(world.failure("no-versioning", "Source"))
                .isEqualTo(denied(versioning, "no-versioning", "s3:GetBucketVersioning", "arn:aws:s3:::source")
                        + ". Nearest: rights/1, but resource: got arn:aws:s3:::source, wanted arn:aws:s3:::artifacts");

        var read = world.create("no-read", world.role("no-read", without("arn:aws:s3:::source/*")), source, target);
        assertThat(world.failure("no-read", "Source"))
                .isEqualTo(
                        denied(read, "no-read", "s3:GetObject", "arn:aws:s3:::source/denied.zip")
                                + ". Nearest: rights/2, but resource: got arn:aws:s3:::source/denied.zip, wanted arn:aws:s3:::artifacts/*");

        var write = world.create("no-write", world.role("no-write", without("arn:aws:s3:::site/*")), source, target);
        assertThat(world.action("no-write", "Source").statusAsString()).isEqualTo("Succeeded");
        assertThat(world.failure("no-write", "Deploy"))
                .isEqualTo(denied(write, "no-write", "s3:PutObject", "arn:aws:s3:::site/denied/index.html")
                        + ". Nearest: rights/2, but resource: got arn:aws:s3:::site/denied/index.html, wanted"
                        + " arn:aws:s3:::artifacts/*");
        assertThat(world.site("denied/")).isEmpty();
    }

    /** An image of one layer; the result is its digest. */
    private String push(String repository, String tag, String content) throws Exception {
        var config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"content\":\"%s\"}}}"
                .formatted(content);
        var layer = "layer of " + content;
        for (var blob : new String[] {config, layer}) {
            var bytes = SdkBytes.fromUtf8String(blob);
            var upload =
                    ecr.initiateLayerUpload(r -> r.repositoryName(repository)).uploadId();
            ecr.uploadLayerPart(r -> r.repositoryName(repository)
                    .uploadId(upload)
                    .partFirstByte(0L)
                    .partLastByte((long) bytes.asByteArray().length - 1)
                    .layerPartBlob(bytes));
            ecr.completeLayerUpload(
                    r -> r.repositoryName(repository).uploadId(upload).layerDigests(digest(blob)));
        }
        var manifest =
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": %d, "digest": "%s"},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "size": %d, "digest": "%s"}]}"""
                        .formatted(config.length(), digest(config), layer.length(), digest(layer));
        Image image = ecr.putImage(r ->
                        r.repositoryName(repository).imageManifest(manifest).imageTag(tag))
                .image();
        return image.imageId().imageDigest();
    }

    private static String digest(String text) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> withImages(String repository) {
        var rights = enough();
        rights.put(ECR + repository, "ecr:DescribeImages");
        return rights;
    }

    @Test
    void anImageBecomesAnArtifactThatTellsOfIt() throws Exception {
        ecr.createRepository(r -> r.repositoryName("team/web"));
        var old = push("team/web", "1", "old");
        var digest = push("team/web", "latest", "new");
        var role = world.role("image", withImages("team/web"));

        var execution = world.create(
                "image",
                role,
                stage(source("ECR", Map.of("RepositoryName", "team/web"))),
                stage(deploy(files("image"))));

        assertThat(execution.status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        var uri =
                "%s/team/web@%s".formatted(URI.create(world.cloud().endpoint()).getAuthority(), digest);
        assertThat(world.action("image", "Source").output().outputVariables())
                .isEqualTo(Map.of(
                        "RegistryId", "000000000000",
                        "RepositoryName", "team/web",
                        "ImageTag", "latest",
                        "ImageDigest", digest,
                        "ImageURI", uri));
        var site = world.site("image/");
        assertThat(site.keySet()).containsExactly("image/imageDetail.json");
        var detail = new ObjectMapper().readTree(site.get("image/imageDetail.json"));
        assertThat(detail.path("ImageURI").asText()).isEqualTo(uri);
        assertThat(detail.path("ImageTags").toString()).isEqualTo("[\"latest\"]");
        assertThat(detail.path("ImagePushedAt").asText())
                .matches("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2} UTC \\d{4}");

        world.start(
                "image",
                SourceRevisionOverride.builder()
                        .actionName("Source")
                        .revisionType("IMAGE_DIGEST")
                        .revisionValue(old)
                        .build());
        assertThat(new ObjectMapper()
                        .readTree(world.site("image/").get("image/imageDetail.json"))
                        .path("ImageDigest")
                        .asText())
                .isEqualTo(old);
    }

    @Test
    void anImageThatIsNotThereOrMayNotBeSeenFailsTheSource() throws Exception {
        ecr.createRepository(r -> r.repositoryName("empty"));
        var target = stage(deploy(files("empty")));
        var image = stage(source("ECR", Map.of("RepositoryName", "empty", "ImageTag", "7")));

        world.create("no-image", world.role("no-image", withImages("empty")), image, target);
        assertThat(world.failure("no-image", "Source"))
                .isEqualTo(
                        "RevisionUnavailable: The image with imageId {imageDigest:'null', imageTag:'7'} does not exist"
                                + " within the repository with name 'empty' in the registry with id '000000000000'");

        var unseen = world.create("unseen", world.role("unseen", enough()), image, target);
        assertThat(world.failure("unseen", "Source"))
                .isEqualTo(denied(unseen, "unseen", "ecr:DescribeImages", ECR + "empty"));
    }
}
