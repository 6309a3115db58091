package dev.slipway.local.cloud.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of the registry protocol, and what it says to a request that it does not know. */
class RegistryListsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};
    private static final String SBOM = "application/spdx+json";
    private static final String SIGNATURE = "application/vnd.example.signature+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final Pattern NEXT = Pattern.compile("<(?<path>[^>]+)>; rel=\"next\"");

    private final TestRegistry registry;
    private final String login;

    RegistryListsTest(@TempDir Path folder) throws Exception {
        registry = new TestRegistry(folder, Duration.ofMillis(1));
        registry.call("CreateRepository", TestRegistry.repository("web"));
        login = registry.login("us-east-1");
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return registry.send("GET", path, login, NOTHING);
    }

    /** Pushes a manifest about another, and gives the answer. */
    private HttpResponse<byte[]> attach(String subject, String manifest, String type) throws Exception {
        var config = "{}".getBytes(StandardCharsets.UTF_8);
        registry.pushLayer("web", config, login);
        var content = manifest.replace("SUBJECT", subject)
                .replace("CONFIG", BlobFolder.digest(config))
                .getBytes(StandardCharsets.UTF_8);
        return registry.send(
                "PUT", "/v2/web/manifests/" + BlobFolder.digest(content), login, content, "Content-Type", type);
    }

    private static String about(String head) {
        return """
                {"schemaVersion":2,%s
                "config":{"mediaType":"application/spdx+json","digest":"CONFIG","size":2},"layers":[],
                "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"SUBJECT","size":1}}"""
                .formatted(head);
    }

    private static String digest(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(TestRegistry.text(answer)).isEqualTo(201);
        return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    private JsonNode referrers(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).as(TestRegistry.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(INDEX);
        return JSON.readTree(answer.body());
    }

    private static String size(String manifest, String subject) {
        return String.valueOf(manifest.replace("SUBJECT", subject)
                .replace("CONFIG", BlobFolder.digest("{}".getBytes(StandardCharsets.UTF_8)))
                .length());
    }

    @Test
    void listsWhatWasPushedAboutAnImage() throws Exception {
        var subject = digest(registry.push("web", "v1", "layer", login));
        var other = digest(registry.push("web", "v2", "other", login));
        var listed = about("\"annotations\":{\"made\":\"today\"},");
        var signed = about("\"artifactType\":\"%s\",".formatted(SIGNATURE));
        var sbom = digest(attach(subject, listed, MANIFEST));
        var signature = digest(attach(subject, signed, MANIFEST));
        var ofIndex =
                """
                {"schemaVersion":2,"manifests":[],"subject":{"mediaType":"x/y","digest":"SUBJECT","size":1}}""";
        var index = digest(attach(subject, ofIndex, INDEX));
        digest(attach(other, signed, MANIFEST));

        var expected = JSON.createArrayNode();
        List.of(
                        """
                        {"mediaType":"%s","size":%s,"digest":"%s","artifactType":"%s","annotations":{"made":"today"}}"""
                                .formatted(MANIFEST, size(listed, subject), sbom, SBOM),
                        """
                        {"mediaType":"%s","size":%s,"digest":"%s","artifactType":"%s"}"""
                                .formatted(MANIFEST, size(signed, subject), signature, SIGNATURE),
                        """
                        {"mediaType":"%s","size":%s,"digest":"%s"}"""
                                .formatted(INDEX, size(ofIndex, subject), index))
                .stream()
                .map(RegistryListsTest::json)
                .sorted((a, b) ->
                        a.path("digest").asText().compareTo(b.path("digest").asText()))
                .forEach(expected::add);
        var answer = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        answer.set("manifests", expected);
        assertThat(referrers("/v2/web/referrers/" + subject)).isEqualTo(answer);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Test
    void listsReferrersOfOneTypeAndSaysSo() throws Exception {
        var subject = digest(registry.push("web", "v1", "layer", login));
        digest(attach(subject, about(""), MANIFEST));
        var signature = digest(attach(subject, about("\"artifactType\":\"%s\",".formatted(SIGNATURE)), MANIFEST));
        var path = "/v2/web/referrers/%s?artifactType=%s".formatted(subject, SIGNATURE.replace("+", "%2B"));
        assertThat(referrers(path).findValuesAsText("digest")).containsExactly(signature);
        assertThat(get(path).headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
        assertThat(get("/v2/web/referrers/" + subject).headers().firstValue("OCI-Filters-Applied"))
                .isEmpty();
    }

    @Test
    void keepsAReferrerWhoseSubjectIsNotThere() throws Exception {
        var absent = BlobFolder.digest(new byte[] {1});
        assertThat(referrers("/v2/web/referrers/" + absent).path("manifests")).isEmpty();
        var answer = attach(absent, about(""), MANIFEST);
        assertThat(answer.headers().firstValue("OCI-Subject")).contains(absent);
        assertThat(attach(absent, about(""), MANIFEST).headers().firstValue("OCI-Subject"))
                .as("once more")
                .contains(absent);
        assertThat(referrers("/v2/web/referrers/" + absent).findValuesAsText("digest"))
                .containsExactly(digest(answer));
        assertThat(registry.push("web", "v1", "layer", login).headers().firstValue("OCI-Subject"))
                .as("an image that is about no other")
                .isEmpty();
    }

    @Test
    void refusesASubjectThatIsNoDigest() throws Exception {
        assertThat(TestRegistry.text(attach("latest", about(""), MANIFEST)))
                .isEqualTo(
                        "400 {\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"Invalid parameter at 'ImageManifest' failed to satisfy constraint: the digest of 'subject' is 'latest', expected ALGORITHM:ENCODED\"}]}");
        assertThat(TestRegistry.text(get("/v2/web/referrers/latest")))
                .isEqualTo(
                        "400 {\"errors\":[{\"code\":\"DIGEST_INVALID\",\"message\":\"the digest is 'latest', expected ALGORITHM:ENCODED\"}]}");
    }

    /** Follows a list from page to page. */
    private List<List<String>> pages(String path, String list) throws Exception {
        var pages = new ArrayList<List<String>>();
        for (var next = path; next != null; ) {
            var answer = get(next);
            assertThat(answer.statusCode()).as(TestRegistry.text(answer)).isEqualTo(200);
            var names = new ArrayList<String>();
            JSON.readTree(answer.body()).path(list).forEach(name -> names.add(name.asText()));
            pages.add(names);
            var link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            next = link.matches() ? link.group("path") : null;
        }
        return pages;
    }

    private void tag(String... tags) throws Exception {
        for (var tag : tags) {
            digest(registry.push("web", tag, "layer", login));
        }
    }

    @Test
    void pagesTheTagsInTheOrderOfTheProtocol() throws Exception {
        tag("v2", "V10", "alpha", "v1", "Beta");
        assertThat(pages("/v2/web/tags/list", "tags")).containsExactly(List.of("alpha", "Beta", "v1", "V10", "v2"));
        assertThat(pages("/v2/web/tags/list?n=2", "tags"))
                .containsExactly(List.of("alpha", "Beta"), List.of("v1", "V10"), List.of("v2"));
        assertThat(pages("/v2/web/tags/list?n=5", "tags"))
                .as("no page follows a last one that is full")
                .containsExactly(List.of("alpha", "Beta", "v1", "V10", "v2"));
        assertThat(pages("/v2/web/tags/list?last=between", "tags"))
                .as("a tag that is not there")
                .containsExactly(List.of("v1", "V10", "v2"));
        assertThat(pages("/v2/web/tags/list?n=0", "tags")).containsExactly(List.of());
        assertThat(get("/v2/web/tags/list?n=2").headers().firstValue("Link"))
                .contains("</v2/web/tags/list?n=2&last=Beta>; rel=\"next\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/web/tags/list?n=", "/v2/_catalog?n="})
    void refusesAPageOfNoNumber(String path) throws Exception {
        for (var n : List.of("-1", "ten", "")) {
            assertThat(TestRegistry.text(get(path + n)))
                    .isEqualTo(
                            "400 {\"errors\":[{\"code\":\"PAGINATION_NUMBER_INVALID\",\"message\":\"n is '%s', expected a number from 0 to 1000\"}]}"
                                    .formatted(n));
        }
    }

    @Test
    void pagesTheRepositoriesOfTheTokensRegion() throws Exception {
        registry.call("CreateRepository", TestRegistry.repository("team/web"));
        registry.call("CreateRepository", TestRegistry.repository("api"));
        registry.answer("CreateRepository", TestRegistry.repository("far"), "eu-west-1");
        assertThat(TestRegistry.text(get("/v2/_catalog")))
                .isEqualTo("200 {\"repositories\":[\"api\",\"team/web\",\"web\"]}");
        assertThat(pages("/v2/_catalog?n=2", "repositories"))
                .containsExactly(List.of("api", "team/web"), List.of("web"));
        assertThat(get("/v2/_catalog?n=2").headers().firstValue("Link"))
                .contains("</v2/_catalog?n=2&last=team%2Fweb>; rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/_catalog, ecr:DescribeRepositories, *",
        "/v2/web/tags/list, ecr:ListImages, web",
        "/v2/web/referrers/latest, ecr:BatchGetImage, web"
    })
    void showsNobodyAListThatIamRefuses(String path, String action, String name) throws Exception {
        registry.forbidden.add(action);
        assertThat(TestRegistry.text(get(path)))
                .isEqualTo(
                        "403 {\"errors\":[{\"code\":\"DENIED\",\"message\":\"User: %s is not authorized to perform: %s on resource: arn:aws:ecr:us-east-1:000000000000:repository/%s\"}]}"
                                .formatted(TestRegistry.BUILDER.principalArn(), action, name));
        assertThat(TestRegistry.text(registry.send("GET", path, null, NOTHING)))
                .isEqualTo("401 {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"no basic auth credentials\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/web, 404, UNSUPPORTED, the registry has no path /v2/web",
        "GET, /v2/_catalog/web, 404, UNSUPPORTED, the registry has no path /v2/_catalog/web",
        "GET, /v2/web/tags, 404, UNSUPPORTED, the registry has no path /v2/web/tags",
        "DELETE, /v2/web/manifests/v1, 405, UNSUPPORTED, DELETE is not supported here: use the ECR API",
        "POST, /v2/_catalog, 405, UNSUPPORTED, POST is not supported here: use the ECR API",
        "GET, /v2/api/referrers/sha256:0, 404, NAME_UNKNOWN, The repository with name 'api' does not exist in the registry with id '000000000000'"
    })
    void saysInItsOwnFormThatItDoesNotKnow(String method, String path, int status, String code, String message)
            throws Exception {
        assertThat(TestRegistry.text(registry.send(method, path, login, NOTHING)))
                .isEqualTo("%d {\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(status, code, message));
    }

    @Test
    void refusesANameThatNoRepositoryHas() throws Exception {
        for (var name : List.of("Web", "web/_api", "-web", "web-")) {
            assertThat(TestRegistry.text(get("/v2/%s/tags/list".formatted(name))))
                    .isEqualTo(
                            "400 {\"errors\":[{\"code\":\"NAME_INVALID\",\"message\":\"the repository is '%s', expected small letters, digits and single '/', and '.', '_' or '-' between them\"}]}"
                                    .formatted(name));
        }
    }
}
