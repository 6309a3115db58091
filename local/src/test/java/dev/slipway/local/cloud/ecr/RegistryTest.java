package dev.slipway.local.cloud.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {
    private static final String ARN = "arn:aws:ecr:us-east-1:000000000000:repository/web";
    private static final byte[] NOTHING = {};

    private final Path folder;
    private TestRegistry registry;
    private final String login;

    RegistryTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        registry = new TestRegistry(folder, Duration.ofMillis(1));
        registry.call("CreateRepository", TestRegistry.repository("web").put("imageTagMutability", "IMMUTABLE"));
        login = registry.login("us-east-1");
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @Test
    void namesItselfInWhatTheApiAnswers() throws IOException {
        var shown = registry.call("DescribeRepositories", Json.object());
        assertThat(shown.at("/repositories/0/repositoryUri").asText()).isEqualTo(registry.host() + "/web");
        var token = registry.call("GetAuthorizationToken", Json.object()).at("/authorizationData/0");
        assertThat(token.path("proxyEndpoint").asText()).isEqualTo("http://" + registry.host());
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(token.path("authorizationToken").asText()),
                        StandardCharsets.UTF_8))
                .startsWith("AWS:");
    }

    @Test
    void asksForALogin() throws Exception {
        var answer = registry.send("GET", "/v2/", null, NOTHING);
        assertThat(TestRegistry.text(answer))
                .isEqualTo("401 {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"no basic auth credentials\"}]}");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"http://%s/\",service=\"ecr.amazonaws.com\"".formatted(registry.host()));
        assertThat(registry.send("GET", "/v2/", login, NOTHING).statusCode()).isEqualTo(200);
        var other = "Basic " + Base64.getEncoder().encodeToString("AWS:guess".getBytes(StandardCharsets.UTF_8));
        assertThat(registry.send("GET", "/v2/", other, NOTHING).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesATokenAfterTwelveHours() throws Exception {
        registry.pass(Duration.ofHours(12));
        assertThat(registry.send("GET", "/v2/", login, NOTHING).statusCode()).isEqualTo(200);
        registry.pass(Duration.ofSeconds(1));
        assertThat(TestRegistry.text(registry.send("GET", "/v2/", login, NOTHING)))
                .isEqualTo(
                        "403 {\"errors\":[{\"code\":\"DENIED\",\"message\":\"Your authorization token has expired. Reauthenticate and try again.\"}]}");
    }

    @Test
    void forgetsATokenWithItsAccessKey() throws Exception {
        registry.known.clear();
        assertThat(registry.send("GET", "/v2/", login, NOTHING).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsWhatIsPushed() throws Exception {
        assertThat(registry.push("web", "v1", "layer", login).statusCode()).isEqualTo(201);
        var pulled = registry.send("GET", "/v2/web/manifests/v1", login, NOTHING);
        assertThat(pulled.statusCode()).isEqualTo(200);
        assertThat(pulled.headers().firstValue("Content-Type")).contains("application/vnd.oci.image.manifest.v1+json");
        var digest = pulled.headers().firstValue("Docker-Content-Digest").orElseThrow();
        assertThat(digest).isEqualTo(BlobFolder.digest(pulled.body()));
        var layer = BlobFolder.digest("layer".getBytes(StandardCharsets.UTF_8));
        assertThat(TestRegistry.text(registry.send("GET", "/v2/web/blobs/" + layer, login, NOTHING)))
                .isEqualTo("200 layer");
        assertThat(registry.send("HEAD", "/v2/web/blobs/" + layer, login, NOTHING)
                        .headers()
                        .firstValue("Content-Length"))
                .contains("5");
        assertThat(TestRegistry.text(registry.send("GET", "/v2/web/tags/list", login, NOTHING)))
                .isEqualTo("200 {\"name\":\"web\",\"tags\":[\"v1\"]}");

        var image = registry.call("DescribeImages", TestRegistry.repository("web"))
                .path("imageDetails")
                .path(0);
        assertThat(image.path("imageDigest").asText()).isEqualTo(digest);
        assertThat(image.path("imageTags").toString()).isEqualTo("[\"v1\"]");
        assertThat(image.path("imageSizeInBytes").asInt()).isEqualTo("{}layer".length());
        assertThat(image.path("imagePushedAt").asLong()).isEqualTo(1748779200);
        assertThat(image.path("artifactMediaType").asText()).isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    @Test
    void judgesEachRequestByTheActionsOfEcr() throws Exception {
        registry.judged.clear();
        registry.push("web", "v1", "layer", login);
        registry.send("GET", "/v2/web/manifests/v1", login, NOTHING);
        var layer = BlobFolder.digest("layer".getBytes(StandardCharsets.UTF_8));
        registry.send("HEAD", "/v2/web/blobs/" + layer, login, NOTHING);
        registry.send("GET", "/v2/web/blobs/" + layer, login, NOTHING);
        var upload = List.of(
                "ecr:InitiateLayerUpload " + ARN, "ecr:UploadLayerPart " + ARN, "ecr:CompleteLayerUpload " + ARN);
        var expected = new ArrayList<>(upload);
        expected.addAll(upload);
        expected.addAll(List.of(
                "ecr:PutImage " + ARN,
                "ecr:BatchGetImage " + ARN,
                "ecr:BatchCheckLayerAvailability " + ARN,
                "ecr:GetDownloadUrlForLayer " + ARN));
        assertThat(registry.judged).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/web/manifests/v1, ecr:BatchGetImage",
        "PUT, /v2/web/manifests/v1, ecr:PutImage",
        "POST, /v2/web/blobs/uploads/, ecr:InitiateLayerUpload",
        "PATCH, /v2/web/blobs/uploads/1, ecr:UploadLayerPart",
        "PUT, /v2/web/blobs/uploads/1, ecr:CompleteLayerUpload",
        "GET, /v2/absent/tags/list, ecr:ListImages"
    })
    void refusesWhatIamRefuses(String method, String path, String action) throws Exception {
        registry.forbidden.add(action);
        var name = path.contains("absent") ? "absent" : "web";
        assertThat(TestRegistry.text(registry.send(method, path, login, NOTHING)))
                .isEqualTo(
                        "403 {\"errors\":[{\"code\":\"DENIED\",\"message\":\"User: %s is not authorized to perform: %s on resource: %s\"}]}"
                                .formatted(TestRegistry.BUILDER.principalArn(), action, ARN.replace("web", name)));
    }

    @Test
    void saysThatARepositoryDoesNotExist() throws Exception {
        var expected =
                "404 {\"errors\":[{\"code\":\"NAME_UNKNOWN\",\"message\":\"The repository with name 'api' does not exist in the registry with id '000000000000'\"}]}";
        assertThat(TestRegistry.text(registry.send("POST", "/v2/api/blobs/uploads/", login, NOTHING)))
                .isEqualTo(expected);
        assertThat(TestRegistry.text(registry.send("GET", "/v2/api/manifests/v1", login, NOTHING)))
                .isEqualTo(expected);
        assertThat(TestRegistry.text(registry.send("GET", "/v2/web/tags/list", registry.login("eu-west-1"), NOTHING)))
                .as("a token opens the repositories of its region")
                .startsWith("404 ");
    }

    @Test
    void keepsImmutableTags() throws Exception {
        registry.push("web", "v1", "layer", login);
        assertThat(TestRegistry.text(registry.push("web", "v1", "other", login)))
                .isEqualTo(
                        "400 {\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"The image tag 'v1' already exists in the 'web' repository and cannot be overwritten because the repository is immutable.\"}]}");
        assertThat(registry.push("web", "v1", "layer", login).statusCode())
                .as("the same image again changes nothing")
                .isEqualTo(201);
        var manifest = new String(
                TestRegistry.manifest("{}".getBytes(StandardCharsets.UTF_8), "layer".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
        var put = TestRegistry.repository("web").put("imageTag", "v1");
        assertThat(registry.answer("PutImage", put.deepCopy().put("imageManifest", manifest), "us-east-1")
                        .error())
                .isEqualTo("ImageAlreadyExistsException");
        assertThat(registry.answer("PutImage", put.put("imageManifest", manifest + " "), "us-east-1")
                        .error())
                .isEqualTo("ImageTagAlreadyExistsException");
    }

    @Test
    void movesMutableTags() throws Exception {
        registry.call("PutImageTagMutability", TestRegistry.repository("web").put("imageTagMutability", "MUTABLE"));
        registry.push("web", "v1", "layer", login);
        registry.push("web", "v1", "other", login);
        var tags =
                registry.call("DescribeImages", TestRegistry.repository("web")).findValuesAsText("imageTags");
        assertThat(registry.call("ListImages", TestRegistry.repository("web")).path("imageIds"))
                .hasSize(2);
        assertThat(tags).hasSize(1);
    }

    @Test
    void tellsTheBusOfPushesAndDeletions() throws Exception {
        registry.push("web", "v1", "layer", login);
        var digest = registry.events.get(0).detail().path("image-digest").asText();
        registry.call("BatchDeleteImage", (ObjectNode) TestRegistry.repository("web")
                .set("imageIds", Json.array(List.of(Json.object().put("imageTag", "v1")))));
        var detail =
                "{\"result\":\"SUCCESS\",\"repository-name\":\"web\",\"image-digest\":\"%s\",\"action-type\":\"%s\",\"image-tag\":\"v1\"}";
        assertThat(registry.events)
                .allMatch(event -> event.source().equals("aws.ecr")
                        && event.detailType().equals("ECR Image Action")
                        && event.region().equals("us-east-1"))
                .extracting(event -> event.detail().toString())
                .containsExactly(detail.formatted(digest, "PUSH"), detail.formatted(digest, "DELETE"));
    }

    @Test
    void refusesAnImageWhoseLayersAreMissing() throws Exception {
        var manifest = TestRegistry.manifest(new byte[] {1}, new byte[] {2});
        var answer = registry.send("PUT", "/v2/web/manifests/v1", login, manifest);
        assertThat(TestRegistry.text(answer)).startsWith("400 {\"errors\":[{\"code\":\"MANIFEST_BLOB_UNKNOWN\"");
    }

    @Test
    void refusesALayerWithAnotherDigest() throws Exception {
        var begun = registry.send("POST", "/v2/web/blobs/uploads/", login, NOTHING);
        var upload = begun.headers().firstValue("Location").orElseThrow();
        var digest = BlobFolder.digest(new byte[] {1});
        assertThat(TestRegistry.text(registry.send("PUT", upload + "?digest=" + digest, login, new byte[] {2})))
                .startsWith("400 {\"errors\":[{\"code\":\"DIGEST_INVALID\"");
    }

    @Test
    void givesALayerAtItsDownloadAddressWithoutALogin() throws Exception {
        registry.push("web", "v1", "layer", login);
        var layer = BlobFolder.digest("layer".getBytes(StandardCharsets.UTF_8));
        var url = registry.call(
                        "GetDownloadUrlForLayer", TestRegistry.repository("web").put("layerDigest", layer))
                .path("downloadUrl")
                .asText();
        assertThat(TestRegistry.text(registry.send("GET", url, null, NOTHING))).isEqualTo("200 layer");
    }

    @Test
    void appliesTheLifecyclePolicyAfterAPush() throws Exception {
        var policy =
                """
                {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},
                "action":{"type":"expire"}}]}""";
        registry.call("PutLifecyclePolicy", TestRegistry.repository("web").put("lifecyclePolicyText", policy));
        registry.push("web", "v1", "layer", login);
        registry.pass(Duration.ofSeconds(1));
        registry.push("web", "v2", "other", login);
        var images = registry.call("ListImages", TestRegistry.repository("web")).path("imageIds");
        for (var tries = 0; tries < 500 && images.size() > 1; tries++) {
            Thread.sleep(10);
            images = registry.call("ListImages", TestRegistry.repository("web")).path("imageIds");
        }
        assertThat(images.findValuesAsText("imageTag")).containsExactly("v2");
    }

    @Test
    void keepsEverythingOverARestart() throws Exception {
        registry.push("web", "v1", "layer", login);
        registry.close();
        registry = new TestRegistry(folder, Duration.ofMillis(1));
        assertThat(registry.send("GET", "/v2/web/manifests/v1", login, NOTHING).statusCode())
                .as("the token and the image")
                .isEqualTo(200);
    }

    @Test
    void saysThatNothingIsScanned() throws Exception {
        registry.push("web", "v1", "layer", login);
        var input = TestRegistry.repository("web");
        input.putObject("imageId").put("imageTag", "v1");
        assertThat(registry.call("DescribeImageScanFindings", input)
                        .path("imageScanStatus")
                        .toString())
                .isEqualTo(
                        "{\"status\":\"FINDINGS_UNAVAILABLE\",\"description\":\"the local cloud does not scan images: look at the findings on AWS\"}");
    }
}
