package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;

/** Attacks that a web page of another site can make on a running cloud, whose root key everybody knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherSitesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CREATE_USER = "Action=CreateUser&Version=2010-05-08&UserName=";

    private final LocalCloud cloud;
    private final int port;
    private final IamClient iam;

    OtherSitesTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        port = URI.create(cloud.endpoint()).getPort();
        iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    @SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
    void shareABucket() {
        try (var s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), URI.create(cloud.endpoint()))) {
            s3.createBucket(r -> r.bucket("closed"));
            s3.createBucket(r -> r.bucket("shared"));
            s3.putBucketCors(r -> r.bucket("shared")
                    .corsConfiguration(c -> c.corsRules(rule -> rule.allowedOrigins("http://*.friend.example")
                            .allowedMethods("GET")
                            .allowedHeaders("*"))));
        }
    }

    @AfterAll
    void stop() {
        iam.close();
        cloud.close();
    }

    private String host() {
        return "127.0.0.1:" + port;
    }

    private List<String> users() {
        return iam.listUsers().users().stream().map(User::userName).sorted().toList();
    }

    private RawHttp createUser(String host, String name) {
        return RawHttp.presigned("POST", host, "/", "iam", Map.of("Content-Type", FORM), CREATE_USER + name);
    }

    private static void assertRefused(RawHttp.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.sharing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:PORT",
                "evil.example",
                "127.0.0.1.evil.example:PORT",
                "127.0.0.1:1",
                "127.0.0.1",
                "localhost.evil.example:PORT",
                "bucket.s3.amazonaws.com:PORT",
                ".localhost:PORT",
                "0.0.0.0:PORT"
            })
    void aPageThatGetsItsOwnNameResolvedToLoopbackReachesNothing(String name) throws IOException {
        var host = name.replace("PORT", Integer.toString(port));
        var json = Map.of("Content-Type", "application/x-amz-json-1.1");
        for (var attack : List.of(
                RawHttp.unsigned("GET", "/", host),
                RawHttp.unsigned("OPTIONS", "/", host),
                RawHttp.unsigned("OPTIONS", "/shared/key", host),
                RawHttp.unsigned("GET", "/v2/", host),
                RawHttp.unsigned("GET", "/v2/_catalog", host),
                RawHttp.unsigned("GET", "/_slipway/", host),
                RawHttp.unsigned("GET", "/_slipway/health", host),
                RawHttp.unsigned("GET", "/_slipway/listeners", host),
                RawHttp.unsigned("GET", "/v1/repos/web/info/refs?service=git-upload-pack", host),
                RawHttp.unsigned("GET", "/health", host))) {
            assertRefused(attack.send(port));
        }
        if (!name.startsWith(".")) {
            assertRefused(RawHttp.signed("GET", host, "/", "s3", Map.of(), "").send(port));
            assertRefused(
                    RawHttp.signed("POST", host, "/", "codebuild", with(json, "CodeBuild_20161006.ListProjects"), "{}")
                            .send(port));
            assertRefused(
                    RawHttp.signed("POST", host, "/", "secretsmanager", with(json, "secretsmanager.ListSecrets"), "{}")
                            .send(port));
            assertRefused(createUser(host, "rebound").send(port));
        }
        assertThat(users()).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> headers, String target) {
        return Map.of("Content-Type", headers.get("Content-Type"), "X-Amz-Target", target);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://localhost:3000",
        "Origin, https://127.0.0.1:PORT",
        "Origin, http://shared.s3.localhost:PORT",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Referer, http://evil.example/page"
    })
    void aFormOfAnotherSiteThatBringsItsSignatureInTheQueryChangesNothing(String header, String value)
            throws IOException {
        var sent = value.replace("PORT", Integer.toString(port));
        assertRefused(createUser(host(), "forged").with(header, sent).send(port));
        var image = RawHttp.presigned("GET", host(), "/?" + CREATE_USER + "forged", "iam", Map.of(), "");
        assertRefused(image.with(header, sent).send(port));
        assertRefused(RawHttp.unsigned("GET", "/_slipway/listeners", host())
                .with(header, sent)
                .send(port));
        assertRefused(RawHttp.unsigned("OPTIONS", "/", host())
                .with(header, sent)
                .with("Access-Control-Request-Method", "POST")
                .send(port));
        assertThat(users()).isEmpty();
    }

    /** What a browser says of the page that a request comes from, and how that is answered. */
    private static Stream<Arguments> whereBrowsersComeFrom() {
        return Stream.of(
                Arguments.of("Origin", "http://evil.example", 403),
                Arguments.of("Origin", "null", 403),
                Arguments.of("Origin", "http://127.0.0.1:PORT", 200),
                Arguments.of("Sec-Fetch-Site", "cross-site", 403),
                Arguments.of("Sec-Fetch-Site", "same-site", 403),
                Arguments.of("Sec-Fetch-Site", "same-origin", 200),
                Arguments.of("Sec-Fetch-Site", "none", 200));
    }

    @ParameterizedTest
    @MethodSource("whereBrowsersComeFrom")
    void whatThePageReadsIsForThePageAlone(String header, String value, int status) throws IOException {
        var read = RawHttp.unsigned("GET", "/_slipway/api/session", "localhost:" + port)
                .with("Sec-Fetch-Dest", "document");
        assertThat(read.with(header, value.replace("PORT", Integer.toString(port)))
                        .send(port)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whatIsSignedAndComesFromNoPageWorks() throws IOException {
        var reply = createUser(host(), "honest").send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.sharing()).isEmpty();
        iam.deleteUser(r -> r.userName("honest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "LOCALHOST", "closed.s3.localhost", "s3.localhost"})
    void namesOfLoopbackAreServed(String name) throws IOException {
        var reply = RawHttp.signed("GET", name + ":" + port, "/?list-type=2", "s3", Map.of(), "")
                .send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void withoutASignatureNothingIsTold() throws IOException {
        for (var path : List.of("/", "/health", "/?Action=ListUsers", "/_ministack/health", "/_localstack/health")) {
            for (var method : List.of("GET", "HEAD", "POST")) {
                var reply = RawHttp.unsigned(method, path, host()).send(port);
                assertThat(reply.status())
                        .as("%s %s: %s", method, path, reply.body())
                        .isIn(403, 404, 405);
                assertThat(reply.body()).doesNotContain("available", "ministack", "\"version", "closed");
                assertThat(reply.sharing()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_ministack/reset",
                "/%5fministack/reset",
                "/%5Fministack%2Freset",
                "//_ministack/reset",
                "/./_ministack/reset",
                "/x/../_ministack/reset",
                "/_ministack/../_ministack/reset",
                "/_ministack;x/reset",
                "/_ministack/slipway/deliveries",
                "/%5fministack/slipway/deliveries"
            })
    void noWritingOfAPrivatePathLeadsThere(String path) throws IOException {
        iam.createUser(r -> r.userName("kept"));
        for (var request : List.of(
                RawHttp.unsigned("POST", path, host()),
                RawHttp.signed("POST", host(), path, "s3", Map.of(), "{}"),
                RawHttp.unsigned("POST", path, host())
                        .with("x-slipway-door", "guess")
                        .with("x-slipway-gate", "guess"))) {
            assertThat(request.send(port).status()).isGreaterThanOrEqualTo(400);
        }
        assertThat(users()).contains("kept");
        iam.deleteUser(r -> r.userName("kept"));
    }

    @Test
    void aBucketIsSharedWithTheOriginsOfItsConfigurationAlone() throws IOException {
        var friend = "http://a.friend.example";
        var read = RawHttp.signed("GET", host(), "/shared?list-type=2", "s3", Map.of(), "");
        var reply =
                read.with("Origin", friend).with("Sec-Fetch-Site", "cross-site").send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.sharing()).containsEntry("access-control-allow-origin", friend);
        assertThat(RawHttp.unsigned("OPTIONS", "/shared/key", host())
                        .with("Origin", friend)
                        .with("Access-Control-Request-Method", "GET")
                        .send(port)
                        .sharing())
                .containsEntry("access-control-allow-origin", friend)
                .containsEntry("access-control-allow-methods", "GET");

        assertRefused(read.with("Origin", "http://evil.example").send(port));
        assertRefused(read.with("Origin", "http://friend.example.evil.example").send(port));
        assertRefused(RawHttp.signed("PUT", host(), "/shared/key", "s3", Map.of(), "planted")
                .with("Origin", friend)
                .send(port));
        assertRefused(RawHttp.signed("GET", host(), "/closed?list-type=2", "s3", Map.of(), "")
                .with("Origin", friend)
                .send(port));
        assertRefused(RawHttp.unsigned("OPTIONS", "/closed/key", host())
                .with("Origin", friend)
                .with("Access-Control-Request-Method", "GET")
                .send(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared.localhost", "shared.s3.localhost", "codebuild.localhost", "x.127.0.0.1"})
    void thePageIsServedUnderNoNameThatABucketMayHave(String name) throws IOException {
        for (var path : List.of("/_slipway", "/_slipway/", "/%5fslipway/api/session", "/_slipway/api/session")) {
            assertRefused(RawHttp.unsigned("GET", path, name + ":" + port).send(port));
        }
    }

    @ParameterizedTest
    @MethodSource("whereBrowsersComeFrom")
    void thePageTellsItsTokenToItselfAlone(String header, String value, int status) throws IOException {
        for (var name : List.of("127.0.0.1", "localhost", "[::1]")) {
            var reply = RawHttp.unsigned("GET", "/_slipway/api/session", name + ":" + port)
                    .with(header, value.replace("PORT", Integer.toString(port)))
                    .send(port);
            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            if (status == 200) {
                assertThat(reply.body()).matches("\\{\"token\":\"[0-9a-f]{64}\"}");
            }
        }
    }

    @Test
    void aPageInABucketIsNoPageOfOurs() throws IOException {
        var reply = RawHttp.signed("GET", host(), "/shared?list-type=2", "s3", Map.of(), "")
                .with("Sec-Fetch-Site", "none")
                .with("Sec-Fetch-Dest", "document")
                .send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("content-security-policy", "sandbox")
                .containsEntry("x-content-type-options", "nosniff");
    }
}
