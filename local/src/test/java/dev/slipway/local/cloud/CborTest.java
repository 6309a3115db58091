package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Command;
import dev.slipway.testing.Patience;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/** A client that speaks CBOR: what it sends arrives, and what refuses it comes in the protocol that it reads. */
class CborTest {
    private static final String CBOR = " | application/cbor | rpc-v2-cbor | ";

    @Test
    void requestsArriveAndErrorsComeInTheirProtocol(@TempDir Path state) throws Exception {
        try (var script = CborTest.class.getResourceAsStream("botocore_cbor.py");
                var cloud = LocalCloud.start(new LocalCloudSettings(0, state, CloudProcess.python()));
                var iam = CloudProcess.client(IamClient.builder(), URI.create(cloud.endpoint()))) {
            assertThat(script).isNotNull();
            iam.createUser(r -> r.userName("guest"));
            var key = iam.createAccessKey(r -> r.userName("guest")).accessKey();
            var ended = Command.run(
                    Patience.LIMIT,
                    new ProcessBuilder(
                            CloudProcess.python().toString(),
                            "-I",
                            "-X",
                            "utf8",
                            "-",
                            cloud.endpoint(),
                            key.accessKeyId(),
                            key.secretAccessKey()),
                    new String(script.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(ended.output().lines())
                    .containsExactly(
                            "a metric" + CBOR + "answered",
                            "[('Own', 'Größe')]",
                            "high 1.5 datetime",
                            "an absent dashboard" + CBOR + "404 ResourceNotFound: Dashboard absent does not exist",
                            "a wrong secret" + CBOR
                                    + "403 InvalidSignatureException: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
                            "an unknown key" + CBOR
                                    + "403 InvalidClientTokenId: The security token included in the request is invalid.",
                            "a bogus token" + CBOR
                                    + "400 UnrecognizedClientException: The security token included in the request is invalid.",
                            "a user who may nothing" + CBOR
                                    + "403 AccessDeniedException: User: arn:aws:iam::000000000000:user/guest is not authorized to perform: cloudwatch:ListMetrics on resource: * because no identity-based policy allows the cloudwatch:ListMetrics action");
        }
    }
}
