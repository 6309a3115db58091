package dev.slipway.local.cloud.ministack;

import dev.slipway.local.address.PlainHttp;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Asks ministack as the account's root, for checks that need another service. */
public final class MinistackClients implements AutoCloseable {
    /** Where a client believes ministack to be; the HTTP client knows better, as that changes when ministack is started again. */
    private static final URI SOMEWHERE = URI.create("http://127.0.0.1:1");

    private final MinistackJson json;
    private final SdkHttpClient http;
    private final Map<Where, Object> clients = new HashMap<>();

    private record Where(Class<?> type, String region) {}

    /** Clients of a ministack. */
    public MinistackClients(Upstream upstream) {
        this.http = new BridgingHttpClient(PlainHttp.client().build(), upstream);
        this.json = new MinistackJson(upstream);
    }

    /** IAM. */
    public IamClient iam() {
        return client(IamClient.class, "us-east-1", where -> configure(IamClient.builder(), where)
                .build());
    }

    /** STS. */
    public StsClient sts() {
        return client(StsClient.class, "us-east-1", where -> configure(StsClient.builder(), where)
                .build());
    }

    /** KMS of a region. */
    public KmsClient kms(String region) {
        return client(KmsClient.class, region, where -> configure(KmsClient.builder(), where)
                .build());
    }

    /** EC2 of a region. */
    public Ec2Client ec2(String region) {
        return client(Ec2Client.class, region, where -> configure(Ec2Client.builder(), where)
                .build());
    }

    /** SNS of a region. */
    public SnsClient sns(String region) {
        return client(SnsClient.class, region, where -> configure(SnsClient.builder(), where)
                .build());
    }

    /** Secrets Manager of a region. */
    public SecretsManagerClient secrets(String region) {
        return client(SecretsManagerClient.class, region, where -> configure(SecretsManagerClient.builder(), where)
                .build());
    }

    /** Systems Manager of a region. */
    public SsmClient ssm(String region) {
        return client(SsmClient.class, region, where -> configure(SsmClient.builder(), where)
                .build());
    }

    /** S3 of a region. */
    public S3Client s3(String region) {
        return client(
                S3Client.class, region, where -> configure(S3Client.builder().forcePathStyle(true), where)
                        .build());
    }

    private synchronized <C> C client(Class<C> type, String region, Function<Where, C> make) {
        var where = new Where(type, region);
        return type.cast(clients.computeIfAbsent(where, make));
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configure(B builder, Where where) {
        var root = AwsBasicCredentials.create(Credential.ROOT.accessKeyId(), Credential.ROOT.secret());
        return builder.endpointOverride(SOMEWHERE)
                .region(Region.of(where.region()))
                .credentialsProvider(StaticCredentialsProvider.create(root))
                // A policy of a topic may refuse what is not TLS; the cloud's own look-ups are not judged.
                .overrideConfiguration(
                        configuration -> configuration.putHeader(MinistackProxy.JUDGED_HEADER, MinistackProxy.YES))
                .httpClient(http);
    }

    /** Services that speak JSON, without the SDK. */
    public MinistackJson json() {
        return json;
    }

    /** An attribute of a queue, such as Policy; empty when it has none, or there is no such queue. */
    public Optional<String> queueAttribute(String queueArn, String name) {
        var parts = queueArn.split(":", 6);
        var input = Json.object().put("QueueUrl", "http://127.0.0.1/%s/%s".formatted(parts[4], parts[5]));
        input.putArray("AttributeNames").add(name);
        try {
            var answer = json.call(parts[3], "sqs", "AmazonSQS.GetQueueAttributes", input);
            return Optional.of(answer.path("Attributes").path(name).asText("")).filter(text -> !text.isEmpty());
        } catch (AwsException e) {
            if (e.code().endsWith("QueueDoesNotExist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether IAM has this long-lived key and it is active. */
    public boolean active(Credential credential) {
        var user = credential.principalArn().substring(credential.principalArn().lastIndexOf('/') + 1);
        try {
            return iam().listAccessKeysPaginator(request -> request.userName(user)).accessKeyMetadata().stream()
                    .filter(key -> key.accessKeyId().equals(credential.accessKeyId()))
                    .map(AccessKeyMetadata::status)
                    .anyMatch(StatusType.ACTIVE::equals);
        } catch (NoSuchEntityException gone) {
            return false;
        }
    }

    /** MaxSessionDuration of a role, in seconds; empty when there is no such role. */
    public Optional<Integer> longestSession(String roleArn) {
        var name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        try {
            return Optional.ofNullable(
                    iam().getRole(request -> request.roleName(name)).role().maxSessionDuration());
        } catch (NoSuchEntityException missing) {
            return Optional.empty();
        }
    }

    /** Whether IAM has the role or user of an ARN, with its path. */
    public boolean hasPrincipal(String arn) {
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        try {
            var found = arn.contains(":role/")
                    ? iam().getRole(request -> request.roleName(name)).role().arn()
                    : iam().getUser(request -> request.userName(name)).user().arn();
            return arn.equals(found);
        } catch (NoSuchEntityException missing) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
