package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls that are signed for another region than that of what they are about, and errors in the protocol of whoever calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherRegionsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final LocalCloud cloud;
    private final int port;

    OtherRegionsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        port = URI.create(cloud.endpoint()).getPort();
    }

    @BeforeAll
    void makeBuckets() {
        try (var s3 = s3(false)) {
            s3.createBucket(r -> r.bucket("virginia"));
            s3.createBucket(r -> r.bucket("ireland").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        }
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    private S3Client s3(boolean anywhere) {
        return CloudProcess.client(
                S3Client.builder().forcePathStyle(true).crossRegionAccessEnabled(anywhere),
                URI.create(cloud.endpoint()));
    }

    private RawHttp.Reply signed(String method, String target, String service, String region) throws Exception {
        return RawHttp.signed(method, "127.0.0.1:" + port, target, service, region, Map.of(), "")
                .send(port);
    }

    @ParameterizedTest
    @CsvSource({
        "ireland, us-east-1, eu-west-1",
        "ireland, eu-nowhere-1, eu-west-1",
        "virginia, eu-west-1, us-east-1",
        "virginia, ap-south-1, us-east-1"
    })
    void aBucketNamesItsRegion(String bucket, String signedFor, String right) throws Exception {
        for (var target : List.of("/" + bucket, "/" + bucket + "/key", "/" + bucket + "?versioning")) {
            for (var method : List.of("GET", "HEAD", "POST")) {
                var reply = signed(method, target, "s3", signedFor);
                assertThat(reply.status())
                        .as("%s %s: %s", method, target, reply.body())
                        .isEqualTo(400);
                assertThat(reply.headers()).containsEntry("x-amz-bucket-region", right);
                if (!method.equals("HEAD")) {
                    assertThat(reply.body())
                            .contains(
                                    "<Code>AuthorizationHeaderMalformed</Code>",
                                    "the region '" + signedFor + "' is wrong; expecting '" + right + "'",
                                    "<Region>" + right + "</Region>");
                }
            }
        }
        assertThat(signed("GET", "/" + bucket + "?location", "s3", signedFor).status())
                .isEqualTo(200);
    }

    @Test
    void anSdkFollowsABucketToItsRegion() {
        try (var s3 = s3(true)) {
            s3.putObject(r -> r.bucket("ireland").key("found"), RequestBody.fromString("there"));
            assertThat(s3.getObjectAsBytes(r -> r.bucket("ireland").key("found"))
                            .asUtf8String())
                    .isEqualTo("there");
        }
    }

    @Test
    void aBucketThatIsMadeAgainElsewhereIsFoundThere() throws Exception {
        try (var s3 = s3(false)) {
            s3.createBucket(r -> r.bucket("moved"));
            s3.putObject(r -> r.bucket("moved").key("a"), RequestBody.empty());
            s3.deleteObject(r -> r.bucket("moved").key("a"));
            s3.deleteBucket(r -> r.bucket("moved"));
            s3.createBucket(r -> r.bucket("moved").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        }
        assertThat(signed("GET", "/moved", "s3", "us-east-1").headers())
                .containsEntry("x-amz-bucket-region", "eu-west-1");
        assertThat(signed("GET", "/moved", "s3", "eu-west-1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iam | %1$s | | <ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code>",
                "ec2 | %1$s | | <Response><Errors><Error><Code>AuthFailure</Code>",
                "s3 | | | <Error><Code>SignatureDoesNotMatch</Code>",
                "logs | application/x-amz-json-1.1 | Logs_20140328.DescribeLogGroups | {\"__type\":\"InvalidSignatureException\"",
                "codebuild | application/x-amz-json-1.1 | CodeBuild_20161006.ListProjects | {\"__type\":\"InvalidSignatureException\"",
                "lambda | | | {\"__type\":\"InvalidSignatureException\""
            })
    void aRefusalIsInTheProtocolOfTheCaller(String service, String type, String target, String expected)
            throws Exception {
        var headers = new TreeMap<String, String>();
        if (type != null) {
            headers.put("Content-Type", type.formatted(FORM));
        }
        if (target != null) {
            headers.put("X-Amz-Target", target);
        }
        var request = RawHttp.signed("POST", "127.0.0.1:" + port, "/", service, headers, "Action=List&Version=1");
        var wrong = String.valueOf(request.headers().get("Authorization"))
                .replaceFirst("Signature=[0-9a-f]{64}", "Signature=" + "0".repeat(64));
        var reply = request.with("Authorization", wrong).send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.body()).contains(expected);
    }

    @Test
    void whatTheServerItselfRefusesIsNoWebPage() throws Exception {
        var reply = RawHttp.signed("GET", "127.0.0.1:" + port, "/virginia", "s3", Map.of(), "")
                .with("x-long", "x".repeat(100_000))
                .send(port);
        assertThat(reply.status()).isEqualTo(431);
        assertThat(reply.body()).doesNotContain("<html").contains("<Error><Code>");
    }

    @Test
    void aSignatureWithoutARegionIsRefused() throws Exception {
        var reply = signed("GET", "/virginia", "s3", "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.body()).contains("<Code>SignatureDoesNotMatch</Code>", "5 slash-delimited elements");
    }
}
