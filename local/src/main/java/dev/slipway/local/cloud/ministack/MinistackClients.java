package dev.slipway.local.cloud.ministack;

import dev.slipway.local.cloud.signature.Credential;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Asks ministack as the account's root, for checks that need another service. */
public final class MinistackClients implements AutoCloseable {
    private final Supplier<Integer> port;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    /** Clients of the ministack that listens on this port now. */
    public MinistackClients(Supplier<Integer> port) {
        this.port = port;
    }

    /** IAM. The caller closes it. */
    public IamClient iam() {
        return configure(IamClient.builder()).build();
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B configure(B builder) {
        var root = AwsBasicCredentials.create(Credential.ROOT.accessKeyId(), Credential.ROOT.secret());
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + port.get()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(root))
                .httpClient(http);
    }

    /** Whether IAM has this long-lived key and it is active. */
    public boolean active(Credential credential) {
        var user = credential.principalArn().substring(credential.principalArn().lastIndexOf('/') + 1);
        try (var iam = iam()) {
            return iam.listAccessKeysPaginator(request -> request.userName(user)).accessKeyMetadata().stream()
                    .filter(key -> key.accessKeyId().equals(credential.accessKeyId()))
                    .map(AccessKeyMetadata::status)
                    .anyMatch(StatusType.ACTIVE::equals);
        } catch (NoSuchEntityException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
