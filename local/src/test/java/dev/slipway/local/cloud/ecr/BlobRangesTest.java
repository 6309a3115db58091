package dev.slipway.local.cloud.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of layers, which clients ask for to go on with a download that broke off. */
class BlobRangesTest {
    private static final byte[] NOTHING = {};
    private static final byte[] LAYER = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final String PATH = "/v2/web/blobs/" + BlobFolder.digest(LAYER);

    private final TestRegistry registry;
    private final String login;

    BlobRangesTest(@TempDir Path folder) throws Exception {
        registry = new TestRegistry(folder, Duration.ofMillis(1));
        registry.call("CreateRepository", TestRegistry.repository("web"));
        login = registry.login("us-east-1");
        registry.pushLayer("web", LAYER, login);
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private static Map<String, String> headers(HttpResponse<byte[]> answer) {
        var shown = new LinkedHashMap<String, String>();
        for (var name : List.of("Accept-Ranges", "Content-Length", "Content-Range", "Docker-Content-Digest")) {
            answer.headers().firstValue(name).ifPresent(value -> shown.put(name, value));
        }
        return shown;
    }

    private static Map<String, String> whole() {
        return Map.of(
                "Accept-Ranges", "bytes", "Content-Length", "10", "Docker-Content-Digest", BlobFolder.digest(LAYER));
    }

    @Test
    void saysBeforeADownloadThatThereAreParts() throws Exception {
        var head = registry.send("HEAD", PATH, login, NOTHING, "Range", "bytes=2-3");
        assertThat(head.statusCode()).as("a range is of GET alone").isEqualTo(200);
        assertThat(headers(head)).isEqualTo(whole());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=2-4, 234, bytes 2-4/10",
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=7-, 789, bytes 7-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=-99, 0123456789, bytes 0-9/10",
        "bytes=8-99, 89, bytes 8-9/10"
    })
    void givesAPart(String range, String content, String contentRange) throws Exception {
        var answer = registry.send("GET", PATH, login, NOTHING, "Range", range);
        assertThat(TestRegistry.text(answer)).isEqualTo("206 " + content);
        var expected = new LinkedHashMap<>(whole());
        expected.put("Content-Length", Integer.toString(content.length()));
        expected.put("Content-Range", contentRange);
        assertThat(headers(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=-", "bytes=0-1,4-5", "lines=0-1", "bytes=x-"})
    void givesTheWholeForWhatIsNoOnePart(String range) throws Exception {
        var answer = registry.send("GET", PATH, login, NOTHING, "Range", range);
        assertThat(TestRegistry.text(answer)).isEqualTo("200 0123456789");
        assertThat(headers(answer)).isEqualTo(whole());
        var conditional = registry.send("GET", PATH, login, NOTHING, "Range", "bytes=0-1", "If-Range", "\"x\"");
        assertThat(TestRegistry.text(conditional)).isEqualTo("200 0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=11-12", "bytes=-0"})
    void refusesAPartThatIsNotThere(String range) throws Exception {
        var answer = registry.send("GET", PATH, login, NOTHING, "Range", range);
        assertThat(TestRegistry.text(answer))
                .isEqualTo(
                        "416 {\"errors\":[{\"code\":\"RANGE_INVALID\",\"message\":\"the range is %s, but the blob has 10 bytes\"}]}"
                                .formatted(range));
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
    }

    @Test
    void refusesAPartOfWhatOneMayNotRead() throws Exception {
        registry.forbidden.add("ecr:GetDownloadUrlForLayer");
        assertThat(registry.send("GET", PATH, login, NOTHING, "Range", "bytes=0-1")
                        .statusCode())
                .isEqualTo(403);
    }
}
