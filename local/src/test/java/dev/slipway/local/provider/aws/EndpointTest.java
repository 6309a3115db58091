package dev.slipway.local.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:4566", "http://localhost:4566", "http://[::1]:4566", "https://127.8.9.1:1"})
    void loopbackIsTaken(String url) {
        assertThat(Endpoint.of(url)).isEqualTo(new Endpoint(URI.create(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://codepipeline.us-east-1.amazonaws.com",
                "http://10.0.0.1:4566",
                "http://0.0.0.0:4566",
                "http://127.0.0.1.example.com:4566",
                "http://localhost.example.com:4566",
                "http://127.0.0.1@example.com:4566",
                "http://192.168.1.1:4566"
            })
    void anythingElseIsRefusedWithTheWayOut(String url) {
        assertThatThrownBy(() -> Endpoint.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("got the endpoint " + url
                        + ", expected a loopback address such as http://127.0.0.1:4566: this is the offline aws plugin, it"
                        + " never speaks to real AWS. For AWS use the official plugin: run plain `pulumi` with its own"
                        + " PULUMI_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4566", "ftp://127.0.0.1", "http:///", "not a url", "http://"})
    void whatIsNoUrlIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("got the endpoint \"" + text + "\", expected a URL such as http://127.0.0.1:4566");
    }
}
