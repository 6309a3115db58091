package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.provider.property.Wire;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pulumirpc.Provider;

class ConfigureTest {
    @Test
    void realAwsIsRefused() throws IOException {
        try (Plugin plugin = new Plugin(Map.of("AWS_ENDPOINT_URL", "https://sts.amazonaws.com"))) {
            assertThatThrownBy(() -> plugin.stub().configure(Provider.ConfigureRequest.getDefaultInstance()))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageStartingWith("UNKNOWN: got the endpoint https://sts.amazonaws.com, expected a loopback");
        }
    }

    @Test
    void noEndpointIsRefused() throws IOException {
        try (Plugin plugin = new Plugin(Map.of())) {
            assertThat(reasons(plugin, Map.of()))
                    .isEqualTo(
                            "got no endpoint, expected AWS_ENDPOINT_URL or aws:endpoints to say where the local cloud"
                                    + " is, such as http://127.0.0.1:4566: this is the offline aws plugin, it never speaks to"
                                    + " real AWS. Run through ./slipway, or use the official plugin for AWS");
        }
    }

    @Test
    void endpointsOfTheStackWinOverTheEnvironment() throws IOException {
        try (Plugin plugin = new Plugin(Map.of("AWS_ENDPOINT_URL", TestCloud.endpoint()))) {
            assertThat(reasons(plugin, Map.of("endpoints", "[{\"s3\":\"http://10.0.0.1\"}]")))
                    .startsWith("got the endpoint http://10.0.0.1, expected a loopback address");
        }
    }

    @Test
    @Timeout(5)
    void aCloudThatDoesNotRunIsSaidAtOnce() throws IOException {
        String endpoint = "http://127.0.0.1:" + freePort();
        try (Plugin plugin = new Plugin(Map.of("AWS_ENDPOINT_URL", endpoint))) {
            assertThat(reasons(plugin, Map.of()))
                    .isEqualTo("local cloud at " + endpoint + " does not answer: start it with ./slipway local start");
        }
    }

    private static String reasons(Plugin plugin, Map<String, Object> config) {
        return plugin.stub()
                .checkConfig(Provider.CheckRequest.newBuilder()
                        .setNews(Wire.encode(config))
                        .build())
                .getFailuresList()
                .get(0)
                .getReason();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
