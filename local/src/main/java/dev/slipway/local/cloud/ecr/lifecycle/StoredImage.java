package dev.slipway.local.cloud.ecr.lifecycle;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * An image as a lifecycle policy sees it.
 *
 * @param digest its digest
 * @param tags its tags
 * @param pushedAt when it was pushed
 * @param children digests of the images that it refers to, when it is an image index
 */
public record StoredImage(String digest, Set<String> tags, Instant pushedAt, Set<String> children) {
    /** Copies its collections. */
    public StoredImage {
        tags = Set.copyOf(tags);
        children = Set.copyOf(children);
    }

    /** An image that refers to no other. */
    public static StoredImage of(String digest, Instant pushedAt, Collection<String> tags) {
        return new StoredImage(digest, Set.copyOf(tags), pushedAt, Set.of());
    }
}
