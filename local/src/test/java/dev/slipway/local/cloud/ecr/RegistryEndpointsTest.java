package dev.slipway.local.cloud.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each endpoint of the distribution specification, and what ECR adds to it: how long lists are, and what goes with an image. */
class RegistryEndpointsTest {
    private static final byte[] NOTHING = {};
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String LAYER = BlobFolder.digest("layer".getBytes(UTF_8));

    private final TestRegistry registry;
    private final String login;

    RegistryEndpointsTest(@TempDir Path folder) throws Exception {
        registry = new TestRegistry(folder, Duration.ofMillis(1));
        registry.call("CreateRepository", TestRegistry.repository("web"));
        login = registry.login("us-east-1");
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return registry.send("GET", path, login, NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/, 200",
        "HEAD, /v2/, 200",
        "HEAD, /v2/web/blobs/LAYER, 200",
        "GET, /v2/web/blobs/LAYER, 200",
        "HEAD, /v2/web/manifests/v1, 200",
        "GET, /v2/web/manifests/v1, 200",
        "POST, /v2/web/blobs/uploads/, 202",
        "POST, /v2/web/blobs/uploads/?digest=OTHER, 201",
        "PATCH, UPLOAD, 202",
        "PUT, UPLOAD?digest=OTHER, 201",
        "PUT, /v2/web/manifests/v2, 201",
        "GET, /v2/web/tags/list, 200",
        "GET, /v2/web/tags/list?n=1&last=v0, 200",
        "DELETE, /v2/web/manifests/v1, 405",
        "DELETE, /v2/web/blobs/LAYER, 405",
        "POST, /v2/web/blobs/uploads/?mount=LAYER&from=web, 202",
        "GET, /v2/web/referrers/LAYER, 200",
        "GET, /v2/web/referrers/LAYER?artifactType=text/plain, 200",
        "GET, UPLOAD, 204",
        "DELETE, UPLOAD, 204",
        "POST, /v2/, 405",
        "DELETE, /v2, 405"
    })
    void servesOrRefusesEachEndpointOfTheSpecification(String method, String path, int status) throws Exception {
        registry.push("web", "v1", "layer", login);
        var upload = registry.send("POST", "/v2/web/blobs/uploads/", login, NOTHING)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var other = "other".getBytes(UTF_8);
        var place = path.replace("LAYER", LAYER)
                .replace("OTHER", BlobFolder.digest(other))
                .replace("UPLOAD", upload);
        var sends = method.equals("PATCH") || path.contains("OTHER");
        var manifest = TestRegistry.manifest("{}".getBytes(UTF_8), "layer".getBytes(UTF_8));
        var body = path.endsWith("v2") && method.equals("PUT") ? manifest : sends ? other : NOTHING;
        var answer = registry.send(method, place, login, body, "Content-Type", MANIFEST);
        assertThat(answer.statusCode()).as(TestRegistry.text(answer)).isEqualTo(status);
        if (status >= 400) {
            assertThat(TestRegistry.text(answer))
                    .isEqualTo(
                            "405 {\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\"%s is not supported here: use the ECR API\"}]}"
                                    .formatted(method));
        }
    }

    @Test
    void hasAHundredNamesOnAPageUnlessAskedForMore() throws Exception {
        var names = IntStream.range(0, 101).mapToObj("r%03d"::formatted).toList();
        for (var name : names) {
            registry.call("CreateRepository", TestRegistry.repository(name));
        }
        var first = get("/v2/_catalog");
        assertThat(TestRegistry.text(first)).isEqualTo(catalog(names.subList(0, 100)));
        assertThat(first.headers().allValues("Link")).containsExactly("</v2/_catalog?n=100&last=r099>; rel=\"next\"");
        var second = get("/v2/_catalog?n=100&last=r099");
        assertThat(TestRegistry.text(second)).isEqualTo(catalog(List.of("r100", "web")));
        assertThat(second.headers().map()).doesNotContainKey("link");
        var all = new ArrayList<>(names);
        all.add("web");
        assertThat(TestRegistry.text(get("/v2/_catalog?n=1000"))).isEqualTo(catalog(all));
        assertThat(TestRegistry.text(registry.send("GET", "/v2/_catalog", registry.login("eu-west-1"), NOTHING)))
                .as("a token opens the registry of its region")
                .isEqualTo(catalog(List.of()));
    }

    private static String catalog(List<String> names) {
        return "200 {\"repositories\":[%s]}"
                .formatted(
                        String.join(",", names.stream().map("\"%s\""::formatted).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/_catalog?n=1001", "/v2/web/tags/list?n=1001"})
    void refusesALongerPageInTheWordsOfEcr(String path) throws Exception {
        assertThat(TestRegistry.text(get(path)))
                .isEqualTo(
                        "405 {\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\"Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'\"}]}");
    }

    @Test
    void tellsWhereAnUploadStandsWhenAPartComesOutOfOrder() throws Exception {
        var upload = registry.send("POST", "/v2/web/blobs/uploads/", login, NOTHING)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        registry.send("PATCH", upload, login, "lay".getBytes(UTF_8), "Content-Range", "0-2");
        for (var request : List.of("PATCH " + upload, "PUT " + upload + "?digest=" + LAYER)) {
            var part = request.split(" ", 2);
            var answer = registry.send(part[0], part[1], login, "r".getBytes(UTF_8), "Content-Range", "4-4");
            assertThat(TestRegistry.text(answer))
                    .isEqualTo(
                            "416 {\"errors\":[{\"code\":\"BLOB_UPLOAD_INVALID\",\"message\":\"the part is 4-4, expected it to begin at 3\"}]}");
            assertThat(answer.headers().allValues("Range")).containsExactly("0-2");
            assertThat(answer.headers().allValues("Location")).containsExactly(upload);
        }
        assertThat(registry.send(
                                "PUT", upload + "?digest=" + LAYER, login, "er".getBytes(UTF_8), "Content-Range", "3-4")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void deletesReferrersWithTheImageThatALifecyclePolicyExpires() throws Exception {
        registry.push("web", "v1", "layer", login);
        var subject = BlobFolder.digest(TestRegistry.manifest("{}".getBytes(UTF_8), "layer".getBytes(UTF_8)));
        registry.pushLayer("web", "{}".getBytes(UTF_8), login);
        var about =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"application/spdx+json\",\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[],\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}}"
                        .formatted(MANIFEST, BlobFolder.digest("{}".getBytes(UTF_8)), MANIFEST, subject)
                        .getBytes(UTF_8);
        assertThat(registry.send(
                                "PUT",
                                "/v2/web/manifests/" + BlobFolder.digest(about),
                                login,
                                about,
                                "Content-Type",
                                MANIFEST)
                        .statusCode())
                .isEqualTo(201);
        var policy =
                "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"tagged\",\"tagPrefixList\":[\"v\"],\"countType\":\"imageCountMoreThan\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}";
        registry.call("PutLifecyclePolicy", TestRegistry.repository("web").put("lifecyclePolicyText", policy));
        registry.pass(Duration.ofSeconds(1));
        registry.push("web", "v2", "other", login);
        for (var tries = 0; tries < 500 && registry.events.size() < 5; tries++) {
            Thread.sleep(10);
        }
        assertThat(registry.call("ListImages", TestRegistry.repository("web"))
                        .path("imageIds")
                        .findValuesAsText("imageTag"))
                .containsExactly("v2");
        assertThat(registry.call("ListImages", TestRegistry.repository("web")).path("imageIds"))
                .hasSize(1);
    }
}
