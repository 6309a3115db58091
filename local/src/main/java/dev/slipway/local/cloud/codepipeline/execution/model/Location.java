package dev.slipway.local.cloud.codepipeline.execution.model;

/**
 * An artifact in its bucket.
 *
 * @param bucket name of the bucket
 * @param key key of the object
 */
public record Location(String bucket, String key) {}
