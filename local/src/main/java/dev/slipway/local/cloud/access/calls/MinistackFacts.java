package dev.slipway.local.cloud.access.calls;

import dev.slipway.local.cloud.access.policies.PolicyCache;
import dev.slipway.local.cloud.ministack.MinistackClients;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Facts of ministack's services. What only a write can change is kept until the next one. */
public final class MinistackFacts implements Facts {
    private static final Set<String> NONE = Set.of(
            "404",
            "400",
            "405",
            "InvalidParameterException",
            "MethodNotAllowed",
            "NoSuchBucket",
            "NoSuchEntity",
            "NoSuchKey",
            "NoSuchVersion",
            "NotFound",
            "NotFoundException",
            "ResourceNotFoundException",
            "ServerSideEncryptionConfigurationNotFoundError",
            "ValidationException");

    private final MinistackClients clients;
    private final PolicyCache cache;

    /**
     * Facts.
     *
     * @param clients ask as root
     * @param cache keeps them as long as nothing is written
     */
    public MinistackFacts(MinistackClients clients, PolicyCache cache) {
        this.clients = clients;
        this.cache = cache;
    }

    @Override
    public Optional<String> key(String region, String keyId) {
        return keyId.isEmpty() || keyId.contains("alias/aws/")
                ? Optional.empty()
                : cache.fact(List.of("key", region, keyId), () -> found(() -> clients.kms(region)
                                .describeKey(request -> request.keyId(keyId))
                                .keyMetadata())
                        .filter(key -> key.keyManager() != KeyManagerType.AWS)
                        .map(key -> key.arn()));
    }

    @Override
    public Optional<BucketKey> bucketKey(String region, String bucket) {
        return cache.fact(List.of("bucket", region, bucket), () -> readBucketKey(region, bucket))
                .map(text -> new BucketKey(text.substring(1), text.charAt(0) == 'B'));
    }

    private Optional<String> readBucketKey(String region, String bucket) {
        return found(() -> clients.s3(region)
                        .getBucketEncryption(request -> request.bucket(bucket))
                        .serverSideEncryptionConfiguration())
                .flatMap(configuration -> configuration.rules().stream()
                        .filter(rule -> rule.applyServerSideEncryptionByDefault() != null
                                && rule.applyServerSideEncryptionByDefault().sseAlgorithm()
                                        != ServerSideEncryption.AES256
                                && rule.applyServerSideEncryptionByDefault().kmsMasterKeyID() != null)
                        .findFirst())
                .flatMap(rule -> key(
                                region,
                                rule.applyServerSideEncryptionByDefault().kmsMasterKeyID())
                        .map(arn -> (Boolean.TRUE.equals(rule.bucketKeyEnabled()) ? "B" : "O") + arn));
    }

    @Override
    public Optional<String> objectKey(String region, String bucket, String key, String version) {
        return found(() -> clients.s3(region)
                        .headObject(request ->
                                request.bucket(bucket).key(key).versionId(version.isEmpty() ? null : version)))
                .flatMap(head -> head.ssekmsKeyId() == null ? Optional.empty() : key(region, head.ssekmsKeyId()));
    }

    @Override
    public Optional<String> secret(String region, String secretId) {
        return secretId.isEmpty()
                ? Optional.empty()
                : cache.fact(
                        List.of("secret", region, secretId),
                        () -> found(() -> clients.secrets(region)
                                .describeSecret(request -> request.secretId(secretId))
                                .arn()));
    }

    @Override
    public Optional<String> secretKey(String region, String secretId) {
        return secretId.isEmpty()
                ? Optional.empty()
                : cache.fact(List.of("secret key", region, secretId), () -> found(() -> clients.secrets(region)
                                .describeSecret(request -> request.secretId(secretId))
                                .kmsKeyId())
                        .flatMap(key -> key(region, key)));
    }

    @Override
    public Optional<String> parameterKey(String region, String name) {
        return found(() -> clients.ssm(region)
                        .describeParameters(request -> request.parameterFilters(ParameterStringFilter.builder()
                                .key("Name")
                                .option("Equals")
                                .values(name)
                                .build()))
                        .parameters())
                .flatMap(parameters -> parameters.stream().findFirst())
                .flatMap(parameter -> parameter.keyId() == null ? Optional.empty() : key(region, parameter.keyId()));
    }

    @Override
    public Optional<String> topicKey(String region, String topicArn) {
        return topicArn.isEmpty()
                ? Optional.empty()
                : cache.fact(List.of("topic", region, topicArn), () -> found(() -> clients.sns(region)
                                .getTopicAttributes(request -> request.topicArn(topicArn))
                                .attributes()
                                .get("KmsMasterKeyId"))
                        .flatMap(key -> key(region, key)));
    }

    @Override
    public Optional<String> queueKey(String region, String queueArn) {
        return cache.fact(List.of("queue", region, queueArn), () -> clients.queueAttribute(queueArn, "KmsMasterKeyId")
                .flatMap(key -> key(region, key)));
    }

    @Override
    public Optional<String> role(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : found(() -> clients.iam()
                        .getRole(request -> request.roleName(name))
                        .role()
                        .arn());
    }

    private static <T> Optional<T> found(Supplier<@Nullable T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            var code = details == null || details.errorCode() == null
                    ? Integer.toString(e.statusCode())
                    : details.errorCode();
            if (NONE.contains(code)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
