package dev.slipway.local.cloud.access.calls;

import java.util.Optional;

/** What is known of resources, where a call says less than is judged. */
public interface Facts {
    /** The ARN of a key by id, alias or ARN; empty for AWS's own keys, which are open to everyone in the account, and for no key. */
    Optional<String> key(String region, String keyId);

    /** The customer's key that a bucket encrypts with. */
    Optional<BucketKey> bucketKey(String region, String bucket);

    /** The customer's key that an object is encrypted with. */
    Optional<String> objectKey(String region, String bucket, String key, String version);

    /** The ARN of a secret by name or ARN. */
    Optional<String> secret(String region, String secretId);

    /** The customer's key of a secret. */
    Optional<String> secretKey(String region, String secretId);

    /** The customer's key of a parameter. */
    Optional<String> parameterKey(String region, String name);

    /** The customer's key of a topic. */
    Optional<String> topicKey(String region, String topicArn);

    /** The customer's key of a queue. */
    Optional<String> queueKey(String region, String queueArn);

    /** The ARN of a role by name, with its path. */
    Optional<String> role(String name);

    /**
     * The key of a bucket.
     *
     * @param arn the key
     * @param bucketLevel whether one data key serves the bucket, so that the encryption context names the bucket
     */
    record BucketKey(String arn, boolean bucketLevel) {}
}
