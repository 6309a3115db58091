package dev.slipway.local.cloud.ecr.lifecycle;

/**
 * An image that a policy expires.
 *
 * @param image the image
 * @param rulePriority priority of the rule that does it
 */
public record Expiry(StoredImage image, int rulePriority) {}
