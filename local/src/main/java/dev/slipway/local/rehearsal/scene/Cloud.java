package dev.slipway.local.rehearsal.scene;

import dev.slipway.local.address.Listeners;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients of the cloud that the rehearsal runs in.
 *
 * @param codepipeline CodePipeline
 * @param codecommit CodeCommit
 * @param codebuild CodeBuild
 * @param ecs ECS
 * @param balancers Elastic Load Balancing
 * @param iam IAM
 * @param s3 S3
 * @param listeners where load balancers answer
 * @param http closed with them
 */
public record Cloud(
        CodePipelineClient codepipeline,
        CodeCommitClient codecommit,
        CodeBuildClient codebuild,
        EcsClient ecs,
        ElasticLoadBalancingV2Client balancers,
        IamClient iam,
        S3Client s3,
        Listeners listeners,
        SdkHttpClient http)
        implements AutoCloseable {
    /** Clients of the endpoint, region and credentials that the environment names, as every AWS client reads it. */
    public static Cloud open() {
        var http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(60))
                .build();
        return new Cloud(
                CodePipelineClient.builder().httpClient(http).build(),
                CodeCommitClient.builder().httpClient(http).build(),
                CodeBuildClient.builder().httpClient(http).build(),
                EcsClient.builder().httpClient(http).build(),
                ElasticLoadBalancingV2Client.builder().httpClient(http).build(),
                IamClient.builder().httpClient(http).build(),
                S3Client.builder().httpClient(http).forcePathStyle(true).build(),
                new Listeners(URI.create(Objects.requireNonNullElse(System.getenv("AWS_ENDPOINT_URL"), ""))),
                http);
    }

    @Override
    public void close() {
        codepipeline.close();
        codecommit.close();
        codebuild.close();
        ecs.close();
        balancers.close();
        iam.close();
        s3.close();
        http.close();
    }
}
