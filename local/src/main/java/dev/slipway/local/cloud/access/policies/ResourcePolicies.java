package dev.slipway.local.cloud.access.policies;

import dev.slipway.iam.Arn;
import dev.slipway.iam.PolicyDocument;
import dev.slipway.local.cloud.ministack.MinistackClients;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Policies that resources have themselves: buckets, keys, image repositories, topics, queues and secrets. */
final class ResourcePolicies {
    /** How the services say that there is no policy, or nothing that could have one. */
    private static final Set<String> NONE =
            Set.of("NoSuchBucket", "NoSuchBucketPolicy", "NotFound", "NotFoundException", "ResourceNotFoundException");

    private final MinistackClients clients;
    private final BiFunction<String, String, Optional<String>> repositoryPolicy;

    ResourcePolicies(MinistackClients clients, BiFunction<String, String, Optional<String>> repositoryPolicy) {
        this.clients = clients;
        this.repositoryPolicy = repositoryPolicy;
    }

    Optional<NamedPolicy> read(String region, String arn) {
        return Arn.parse(arn)
                .flatMap(parsed -> text(region, arn, parsed))
                .map(text -> new NamedPolicy(arn, withGrants(region, arn, PolicyDocument.parse(text))));
    }

    private PolicyDocument withGrants(String region, String arn, PolicyDocument policy) {
        return arn.startsWith("arn:aws:kms:")
                ? KeyGrants.with(
                        policy,
                        clients.kms(region).listGrantsPaginator(request -> request.keyId(arn)).grants().stream()
                                .toList())
                : policy;
    }

    private Optional<String> text(String region, String arn, Arn parsed) {
        var resource = parsed.resource();
        return switch (parsed.service()) {
            case "s3" -> bucket(region, resource.split("/", 2)[0]);
            case "kms" ->
                resource.startsWith("key/")
                        ? get(() -> clients.kms(region)
                                .getKeyPolicy(request -> request.keyId(arn).policyName("default"))
                                .policy())
                        : Optional.empty();
            case "ecr" -> repositoryPolicy.apply(region, resource.replaceFirst("^repository/", ""));
            case "sns" ->
                get(() -> clients.sns(region)
                        .getTopicAttributes(request -> request.topicArn(arn))
                        .attributes()
                        .get("Policy"));
            case "sqs" -> clients.queueAttribute(arn, "Policy");
            case "secretsmanager" ->
                get(() -> clients.secrets(region)
                        .getResourcePolicy(request -> request.secretId(arn))
                        .resourcePolicy());
            default -> Optional.empty();
        };
    }

    private Optional<String> bucket(String region, String bucket) {
        return bucket.isEmpty() || bucket.equals("*")
                ? Optional.empty()
                : get(() -> clients.s3(region)
                        .getBucketPolicy(request -> request.bucket(bucket))
                        .policy());
    }

    private static Optional<String> get(Supplier<@Nullable String> call) {
        try {
            return Optional.ofNullable(call.get()).filter(text -> !text.isEmpty());
        } catch (AwsServiceException e) {
            if (NONE.contains(e.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
