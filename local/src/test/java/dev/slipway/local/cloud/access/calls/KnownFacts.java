package dev.slipway.local.cloud.access.calls;

import java.util.Optional;

/** A world with one of each: what is named "kept" is encrypted with a customer's key. */
final class KnownFacts implements Facts {
    static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/k";

    private static Optional<String> keyOf(String name) {
        return name.contains("kept") ? Optional.of(KEY) : Optional.empty();
    }

    @Override
    public Optional<String> key(String region, String keyId) {
        return keyId.contains("alias/mine") || keyId.endsWith("k") ? Optional.of(KEY) : Optional.empty();
    }

    @Override
    public Optional<BucketKey> bucketKey(String region, String bucket) {
        return keyOf(bucket).map(key -> new BucketKey(key, bucket.endsWith("-bucket-key")));
    }

    @Override
    public Optional<String> objectKey(String region, String bucket, String key, String version) {
        return keyOf(bucket);
    }

    @Override
    public Optional<String> secret(String region, String secretId) {
        return secretId.isEmpty() || secretId.contains("missing")
                ? Optional.empty()
                : Optional.of("arn:aws:secretsmanager:us-east-1:000000000000:secret:" + secretId + "-AbCdEf");
    }

    @Override
    public Optional<String> secretKey(String region, String secretId) {
        return keyOf(secretId);
    }

    @Override
    public Optional<String> parameterKey(String region, String name) {
        return keyOf(name);
    }

    @Override
    public Optional<String> topicKey(String region, String topicArn) {
        return keyOf(topicArn);
    }

    @Override
    public Optional<String> queueKey(String region, String queueArn) {
        return keyOf(queueArn);
    }

    @Override
    public Optional<String> role(String name) {
        return name.equals("pathed") ? Optional.of("arn:aws:iam::000000000000:role/team/pathed") : Optional.empty();
    }
}
