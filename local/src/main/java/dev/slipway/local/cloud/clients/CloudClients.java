package dev.slipway.local.cloud.clients;

import dev.slipway.local.address.PlainHttp;
import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes clients of the gateway, bounded in time. Every call that they make is signed, judged and kept like one from outside. */
public final class CloudClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI endpoint;
    private final SdkHttpClient http =
            PlainHttp.client().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();

    /**
     * Clients of one gateway.
     *
     * @param endpoint its address, on loopback
     */
    public CloudClients(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The gateway's address. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * A client.
     *
     * @param builder the builder of its kind
     * @param region the region that it calls
     * @param caller who calls
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String region, Credential caller) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(caller)))
                .httpClient(http)
                .build();
    }

    private static AwsCredentials credentials(Credential caller) {
        var token = caller.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(caller.accessKeyId(), caller.secret())
                : AwsSessionCredentials.create(caller.accessKeyId(), caller.secret(), token);
    }

    @Override
    public void close() {
        http.close();
    }
}
