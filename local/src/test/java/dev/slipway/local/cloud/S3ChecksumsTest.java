package dev.slipway.local.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Checksums that clients send with objects, in front of the body and after it.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/all.htm">Catalogue of parametrised CRC algorithms, with check values</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ChecksumsTest {
    private static final String CONTENT = "123456789";

    /** The algorithms of S3, with what they give for the digits from 1 to 9. */
    enum Algorithm {
        CRC32("cbf43926"),
        CRC32C("e3069283"),
        CRC64NVME("ae8b14860a799888"),
        SHA1("f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        SHA256("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");

        private final String check;

        Algorithm(String check) {
            this.check = check;
        }

        String header() {
            return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
        }

        String right() {
            return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(check));
        }

        /** One bit of the last byte is another. */
        String wrong() {
            var changed = HexFormat.of().parseHex(check);
            changed[changed.length - 1] ^= 1;
            return Base64.getEncoder().encodeToString(changed);
        }
    }

    private final LocalCloud cloud;
    private final int port;
    private final S3Client s3;

    S3ChecksumsTest(@TempDir Path state) throws StartFailure {
        cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
        port = URI.create(cloud.endpoint()).getPort();
        s3 = CloudProcess.client(S3Client.builder().forcePathStyle(true), URI.create(cloud.endpoint()));
    }

    @BeforeAll
    void makeBucket() {
        s3.createBucket(r -> r.bucket("sums"));
    }

    @AfterAll
    void stop() {
        s3.close();
        cloud.close();
    }

    private String host() {
        return "127.0.0.1:" + port;
    }

    private RawHttp inFront(Algorithm algorithm, String value) {
        return RawHttp.signed(
                "PUT",
                host(),
                "/sums/front-" + algorithm,
                "s3",
                Map.of(algorithm.header(), value, "x-amz-sdk-checksum-algorithm", algorithm.name()),
                CONTENT);
    }

    /** The signature covers that there is a trailer, and not its value. */
    private RawHttp after(Algorithm algorithm, String value) {
        var path = "/sums/after-" + algorithm;
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create("https://" + host() + path))
                .putHeader("Content-Length", Integer.toString(CONTENT.length()))
                .putHeader("x-amz-trailer", algorithm.header())
                .putHeader(algorithm.header(), value);
        var signed = AwsV4HttpSigner.create().sign(r -> r.identity(AwsBasicCredentials.create("test", "test"))
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(CONTENT))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
        var headers = new LinkedHashMap<String, String>();
        signed.request().headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        assertThat(headers).containsEntry("x-amz-trailer", algorithm.header()).doesNotContainKey(algorithm.header());
        headers.remove("Content-Length");
        headers.put("Host", host());
        var body = "%x\r\n%s\r\n0\r\n%s:%s\r\n\r\n".formatted(CONTENT.length(), CONTENT, algorithm.header(), value);
        return new RawHttp("PUT", path, headers, body.getBytes(UTF_8));
    }

    private void assertKept(RawHttp request) throws IOException {
        var reply = request.send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var key = request.target().substring("/sums/".length());
        assertThat(s3.getObjectAsBytes(r -> r.bucket("sums").key(key)).asUtf8String())
                .isEqualTo(CONTENT);
    }

    private void assertRefused(RawHttp request, Algorithm algorithm) throws IOException {
        var reply = request.send(port);
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "<Code>BadDigest</Code>",
                        "<Message>The %s you specified did not match the calculated checksum.</Message>"
                                .formatted(algorithm));
        var key = request.target().substring("/sums/".length());
        assertThatThrownBy(() -> s3.headObject(r -> r.bucket("sums").key(key))).isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aChecksumInFrontOfAnObjectIsCompared(Algorithm algorithm) throws IOException {
        assertRefused(inFront(algorithm, algorithm.wrong()), algorithm);
        assertKept(inFront(algorithm, algorithm.right()));
    }

    @ParameterizedTest
    @EnumSource
    void aChecksumAfterAnObjectIsCompared(Algorithm algorithm) throws IOException {
        assertRefused(after(algorithm, algorithm.wrong()), algorithm);
        assertKept(after(algorithm, algorithm.right()));
    }
}
