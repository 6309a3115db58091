package dev.slipway.local.cloud.ecs.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of the local cloud, bounded in time. */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final URI endpoint;
    private final RoleSessions sessions;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(CALL)
            .build();

    /**
     * Makes them.
     *
     * @param endpoint of the local cloud, on loopback
     * @param sessions credentials of roles
     */
    public AwsClients(URI endpoint, RoleSessions sessions) {
        if (!loopback(endpoint)) {
            throw new IllegalArgumentException(
                    "endpoint is %s, expected a loopback address: the ECS controller never calls real AWS"
                            .formatted(endpoint));
        }
        this.endpoint = endpoint;
        this.sessions = sessions;
    }

    private static boolean loopback(URI endpoint) {
        try {
            return endpoint.getHost() != null
                    && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A client for a region, in the name of a role; empty for ECS itself. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String region, String roleArn) {
        AwsCredentialsProvider credentials = sessions.session(roleArn);
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
