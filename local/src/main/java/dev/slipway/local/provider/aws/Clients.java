package dev.slipway.local.provider.aws;

import dev.slipway.local.address.PlainHttp;
import dev.slipway.local.provider.once.Once;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** One AWS client per service, made when first needed: a preview without changes needs none. */
public final class Clients {
    private final Endpoint endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final Map<Class<?>, SdkClient> made = new ConcurrentHashMap<>();
    private @Nullable SdkHttpClient http;
    private @Nullable String account;

    /** All clients go to the endpoint. */
    public Clients(Endpoint endpoint, String region, String accessKey, String secretKey, String sessionToken) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = StaticCredentialsProvider.create(
                sessionToken.isEmpty()
                        ? AwsBasicCredentials.create(accessKey, secretKey)
                        : AwsSessionCredentials.create(accessKey, secretKey, sessionToken));
    }

    /** The region. */
    public String region() {
        return region;
    }

    /** The partition; the local cloud has only the standard one. */
    public String partition() {
        return Region.of(region).metadata() == null
                ? "aws"
                : Region.of(region).metadata().partition().id();
    }

    /** The account of the credentials. */
    public synchronized String account() {
        String known = account;
        if (known == null) {
            known = sts().getCallerIdentity().account();
            account = known;
        }
        return known;
    }

    /** CloudWatch. */
    public CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.class, CloudWatchClient::builder);
    }

    /** CloudWatch Logs. */
    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
    }

    /** CodeBuild. */
    public CodeBuildClient codeBuild() {
        return client(CodeBuildClient.class, CodeBuildClient::builder);
    }

    /** CodeCommit. */
    public CodeCommitClient codeCommit() {
        return client(CodeCommitClient.class, CodeCommitClient::builder);
    }

    /** CodeDeploy. */
    public CodeDeployClient codeDeploy() {
        return client(CodeDeployClient.class, CodeDeployClient::builder);
    }

    /** CodePipeline. */
    public CodePipelineClient codePipeline() {
        return client(CodePipelineClient.class, CodePipelineClient::builder);
    }

    /** EC2. */
    public Ec2Client ec2() {
        return client(Ec2Client.class, Ec2Client::builder);
    }

    /** ECR. */
    public EcrClient ecr() {
        return client(EcrClient.class, EcrClient::builder);
    }

    /** ECS. */
    public EcsClient ecs() {
        return client(EcsClient.class, EcsClient::builder);
    }

    /** Elastic Load Balancing, second version. */
    public ElasticLoadBalancingV2Client loadBalancing() {
        return client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
    }

    /** EventBridge. */
    public EventBridgeClient events() {
        return client(EventBridgeClient.class, EventBridgeClient::builder);
    }

    /** IAM. */
    public IamClient iam() {
        return client(IamClient.class, IamClient::builder);
    }

    /** KMS. */
    public KmsClient kms() {
        return client(KmsClient.class, KmsClient::builder);
    }

    /** S3; path style, since the loopback address has no subdomains. */
    public S3Client s3() {
        return client(S3Client.class, () -> S3Client.builder().forcePathStyle(true));
    }

    /** Secrets Manager. */
    public SecretsManagerClient secrets() {
        return client(SecretsManagerClient.class, SecretsManagerClient::builder);
    }

    /** SNS. */
    public SnsClient sns() {
        return client(SnsClient.class, SnsClient::builder);
    }

    /** STS. */
    public StsClient sts() {
        return client(StsClient.class, StsClient::builder);
    }

    private synchronized <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            Class<C> type, Supplier<B> builder) {
        SdkClient known = made.get(type);
        if (known == null) {
            known = builder.get()
                    .endpointOverride(endpoint.uri())
                    .region(Region.of(region))
                    .credentialsProvider(credentials)
                    .httpClient(http())
                    .overrideConfiguration(settings ->
                            settings.addExecutionInterceptor(new Once()).addExecutionInterceptor(new ErrorBody()))
                    .build();
            made.put(type, known);
        }
        return type.cast(known);
    }

    private SdkHttpClient http() {
        SdkHttpClient known = http;
        if (known == null) {
            var plain = "http".equals(endpoint.uri().getScheme());
            known = (plain ? PlainHttp.client() : UrlConnectionHttpClient.builder())
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(60))
                    .build();
            http = known;
        }
        return known;
    }
}
