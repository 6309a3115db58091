package dev.slipway.local.cloud.codebuild.execution.model;

/**
 * An object in S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record S3Location(String bucket, String key) {
    public S3Location {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("got bucket '" + bucket + "' and key '" + key + "', expected both");
        }
    }

    /** The object's ARN. */
    public String arn() {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }
}
