package dev.slipway.local.executions;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * Clients of the services that know about executions.
 *
 * @param codepipeline CodePipeline
 * @param codebuild CodeBuild
 * @param logs CloudWatch Logs
 * @param ecs ECS
 * @param balancers Elastic Load Balancing
 * @param http closed with them
 * @param pause how long to wait before the same is asked again
 */
public record Clients(
        CodePipelineClient codepipeline,
        CodeBuildClient codebuild,
        CloudWatchLogsClient logs,
        EcsClient ecs,
        ElasticLoadBalancingV2Client balancers,
        SdkHttpClient http,
        Duration pause)
        implements AutoCloseable {
    /** The local cloud answers as often as one likes; AWS limits how often an account may ask. */
    private static final Duration LOCAL_PAUSE = Duration.ofMillis(300);

    private static final Duration AWS_PAUSE = Duration.ofSeconds(3);

    /** Clients of the endpoint, region and credentials that the environment names, as every AWS client reads it. */
    public static Clients open() {
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(30))
                .build();
        return new Clients(
                CodePipelineClient.builder().httpClient(http).build(),
                CodeBuildClient.builder().httpClient(http).build(),
                CloudWatchLogsClient.builder().httpClient(http).build(),
                EcsClient.builder().httpClient(http).build(),
                ElasticLoadBalancingV2Client.builder().httpClient(http).build(),
                http,
                pause(System.getenv("AWS_ENDPOINT_URL")));
    }

    static Duration pause(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isEmpty()) {
            return AWS_PAUSE;
        }
        var host = URI.create(endpoint).getHost();
        return host != null && host.matches("127(\\.[0-9]+){3}|localhost|\\[::1]") ? LOCAL_PAUSE : AWS_PAUSE;
    }

    @Override
    public void close() {
        codepipeline.close();
        codebuild.close();
        logs.close();
        ecs.close();
        balancers.close();
        http.close();
    }
}
