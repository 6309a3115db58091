package dev.slipway.local.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.utils.IoUtils;

/** Bodies that were changed on their way, with everything else as it was signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {
    private static final String HASH = "x-amz-content-sha256";

    private final LocalCloud cloud;
    private final Path state;
    private final int port;
    private final S3Client s3;

    BodiesTest(@TempDir Path state) throws StartFailure {
        this.state = state;
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        port = URI.create(cloud.endpoint()).getPort();
        s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    void makeBucket() {
        s3.createBucket(r -> r.bucket("held"));
    }

    @AfterAll
    void stop() {
        s3.close();
        cloud.close();
    }

    private String host() {
        return "127.0.0.1:" + port;
    }

    private String stored(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("held").key(key)).asUtf8String();
    }

    private void assertAbsent(String key) {
        assertThatThrownBy(() -> stored(key)).isInstanceOf(NoSuchKeyException.class);
    }

    private static RawHttp changed(RawHttp request, byte[] body) {
        return new RawHttp(request.method(), request.target(), request.headers(), body);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 3 << 20})
    void anObjectThatDiffersFromItsSignedHashIsRefusedAndNotKept(int size) throws IOException {
        var body = "a".repeat(size);
        var signed = RawHttp.signed("PUT", host(), "/held/changed", "s3", Map.of(), body);
        var reply = changed(signed, (body.substring(1) + "b").getBytes(UTF_8)).send(port);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "<Code>XAmzContentSHA256Mismatch</Code>",
                        "<Message>The provided 'x-amz-content-sha256' header does not match what was computed.</Message>",
                        "<ClientComputedContentSHA256>" + signed.headers().get(HASH));
        assertAbsent("changed");
        try (var bodies = Files.list(state.resolve("bodies"))) {
            assertThat(bodies).isEmpty();
        }
    }

    @Test
    void aLargeObjectArrivesAsItWasSent() throws IOException {
        var content = new byte[5 << 20];
        new Random(11).nextBytes(content);
        s3.putObject(r -> r.bucket("held").key("large"), RequestBody.fromBytes(content));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("held").key("large")).asByteArray())
                .isEqualTo(content);
        try (var bodies = Files.list(state.resolve("bodies"))) {
            assertThat(bodies).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iam, Action=CreateUser&Version=2010-05-08&UserName=signed, Action=CreateUser&Version=2010-05-08&UserName=forged",
        "sqs, Action=CreateQueue&Version=2012-11-05&QueueName=signed, Action=CreateQueue&Version=2012-11-05&QueueName=forged"
    })
    void aCallThatDiffersFromItsSignedHashIsRefused(String service, String body, String forged) throws IOException {
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        var signed = RawHttp.signed("POST", host(), "/", service, form, body);
        assertThat(signed.headers()).containsKey(HASH);
        var reply = changed(signed, forged.getBytes(UTF_8)).send(port);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        try (var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            assertThat(iam.listUsers().users()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void chunksOfTheSdkAreTaken(ChecksumAlgorithm algorithm) {
        s3.putObject(
                r -> r.bucket("held").key("sdk").checksumAlgorithm(algorithm), RequestBody.fromString("from the SDK"));
        assertThat(stored("sdk")).isEqualTo("from the SDK");
    }

    /** A body in signed chunks, with a checksum after the last if one is wanted. */
    private RawHttp chunked(String key, byte[] body, boolean trailer, boolean signedChunks) throws IOException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create((signedChunks ? "http://" : "https://") + host() + "/held/" + key))
                .putHeader("Content-Length", Integer.toString(body.length));
        var signed = AwsV4HttpSigner.create().sign(r -> {
            r.identity(AwsBasicCredentials.create("test", "test"))
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedChunks);
            if (trailer) {
                r.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
            }
        });
        var headers = new LinkedHashMap<String, String>();
        signed.request().headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("Content-Length");
        headers.put("Host", host());
        try (var content = signed.payload().orElseThrow().newStream()) {
            return new RawHttp("PUT", "/held/" + key, headers, IoUtils.toByteArray(content));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, 403, SignatureDoesNotMatch",
        "true, true, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, 403, SignatureDoesNotMatch",
        "true, false, STREAMING-UNSIGNED-PAYLOAD-TRAILER, 400, BadDigest"
    })
    void aChangedChunkIsRefused(boolean trailer, boolean signedChunks, String kind, int status, String code)
            throws IOException {
        var body = "the first and the last ".repeat(20_000).getBytes(UTF_8);
        var request = chunked("chunks", body, trailer, signedChunks);
        assertThat(request.headers()).containsEntry(HASH, kind);
        var bytes = request.body();
        // The last byte of the content, in front of the chunk that ends it.
        var text = new String(bytes, UTF_8);
        var place = text.indexOf("last", bytes.length / 2);
        var forged = Arrays.copyOf(bytes, bytes.length);
        forged[place] = 'X';
        var reply = changed(request, forged).send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
        assertAbsent("chunks");

        if (signedChunks) {
            var unsigned = text.replaceFirst(";chunk-signature=[0-9a-f]{64}", ";chunk-signature=" + "0".repeat(64));
            assertThat(changed(request, unsigned.getBytes(UTF_8)).send(port).status())
                    .isEqualTo(403);
            assertAbsent("chunks");
        }
        var endless = Arrays.copyOf(bytes, bytes.length);
        endless[bytes.length - 1] = 'x';
        var cut = changed(request, endless).send(port);
        assertThat(cut.body()).contains("<Code>IncompleteBody</Code>");
        assertAbsent("chunks");

        var whole = request.send(port);
        assertThat(whole.status()).as(whole.body()).isEqualTo(200);
        assertThat(stored("chunks")).isEqualTo(new String(body, UTF_8));
        s3.deleteObject(r -> r.bucket("held").key("chunks"));
    }

    @Test
    void aTrailerThatWasNotSignedIsRefused() throws IOException {
        var request = chunked("trailer", "content".getBytes(UTF_8), true, true);
        var text = new String(request.body(), UTF_8);
        var forged = text.replaceFirst("(x-amz-trailer-signature:)[0-9a-f]{64}", "$1" + "0".repeat(64));
        assertThat(forged).isNotEqualTo(text);
        assertThat(changed(request, forged.getBytes(UTF_8)).send(port).status()).isEqualTo(403);
        assertAbsent("trailer");
    }

    @Test
    void aBogusSessionTokenOnTheRootKeyIsRefused() throws IOException {
        for (var service : new String[] {"s3", "iam", "codebuild", "sts"}) {
            var form = Map.of(
                    "Content-Type", "application/x-www-form-urlencoded", "x-amz-security-token", "bogus", "a", "b");
            var reply = RawHttp.signed("POST", host(), "/", service, form, "Action=ListUsers&Version=2010-05-08")
                    .send(port);
            assertThat(reply.status()).as(service + reply.body()).isIn(400, 403);
            assertThat(reply.body()).contains("The security token included in the request is invalid");
        }
    }
}
