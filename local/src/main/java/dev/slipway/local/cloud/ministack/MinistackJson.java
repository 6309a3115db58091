package dev.slipway.local.cloud.ministack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.signature.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service of ministack that speaks JSON, as the account's root and without a model, so that nothing of the answer is lost. */
public final class MinistackJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Upstream upstream;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** The services of a ministack. */
    MinistackJson(Upstream upstream) {
        this.upstream = upstream;
    }

    /**
     * Calls an operation.
     *
     * @param region the client's region
     * @param service signing name of the service
     * @param target what stands in X-Amz-Target
     * @param input the operation's members
     * @throws AwsException the error that ministack answers with
     */
    public ObjectNode call(String region, String service, String target, ObjectNode input) {
        // ministack takes root at its word: the gateway is what checks signatures.
        var authorization =
                "AWS4-HMAC-SHA256 Credential=%s/20250101/%s/%s/aws4_request, SignedHeaders=host, Signature=%064d"
                        .formatted(Credential.ROOT.accessKeyId(), region, service, 0);
        var port = upstream.port();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(ANSWER)
                .header(Upstream.GATE, upstream.key())
                .header("Authorization", authorization)
                .header("X-Amz-Target", target)
                .header(MinistackProxy.JUDGED_HEADER, MinistackProxy.YES)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            var body = (ObjectNode) JSON.readTree(response.body());
            if (response.statusCode() >= 400) {
                var code = body.path("__type").asText();
                throw new AwsException(
                        code.substring(code.indexOf('#') + 1),
                        body.path("message").asText());
            }
            return body;
        } catch (IOException e) {
            if (upstream.endedSince(port)) {
                // Nothing but questions is asked here, so asking again does no harm.
                return call(region, service, target, input);
            }
            throw new IllegalStateException("ministack does not answer %s".formatted(target), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ministack answers %s".formatted(target), e);
        }
    }
}
