package dev.slipway.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.cloud.signature.SignedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a path below /v2 is. */
class WireProtocolTest {
    private static WireProtocol unsigned(String host, String path) {
        return WireProtocol.of(new SignedRequest("GET", path, null, Map.of("host", List.of(host)), new byte[0]));
    }

    private static WireProtocol of(RawHttp request) {
        var headers = new HashMap<String, List<String>>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        var target = request.target().split("\\?", 2);
        return WireProtocol.of(new SignedRequest(
                request.method(), target[0], target.length < 2 ? null : target[1], headers, request.body()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/",
                "/v2/_catalog",
                "/v2/web",
                "/v2/web/manifests/v1",
                "/v2/web/referrers/sha256:0",
                "/v2/Web/anything"
            })
    void everyPathBelowItIsTheRegistrys(String path) {
        assertThat(unsigned("127.0.0.1:4566", path)).isEqualTo(WireProtocol.REGISTRY);
    }

    @Test
    void otherPathsAndObjectsOfABucketInTheHostAreNot() {
        assertThat(unsigned("127.0.0.1:4566", "/v2x/web")).isEqualTo(WireProtocol.S3);
        assertThat(unsigned("docs.s3.localhost:4566", "/v2/index.html")).isEqualTo(WireProtocol.S3);
    }

    @Test
    void whatIsSignedForAnApiIsNot() {
        var host = "127.0.0.1:4566";
        assertThat(of(RawHttp.signed("GET", host, "/v2/apis", "apigateway", Map.of(), "")))
                .isEqualTo(WireProtocol.JSON);
        assertThat(of(RawHttp.presigned("GET", host, "/v2/key", "s3", Map.of(), "")))
                .isEqualTo(WireProtocol.S3);
    }
}
