package dev.slipway.local.cloud.codebuild.execution.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The project's cache.
 *
 * @param modes the kinds of local cache; empty unless the type is LOCAL
 * @param s3 where the cache of type S3 is, or null
 * @param generation how often the caches of the project were invalidated; only builds of one generation share a local cache
 */
public record CacheSettings(Set<Mode> modes, @Nullable S3Location s3, long generation) {
    /** {@code NO_CACHE}. */
    public static final CacheSettings NO_CACHE = new CacheSettings(Set.of(), null, 0);

    /** The kinds of local cache. */
    public enum Mode {
        LOCAL_SOURCE_CACHE,
        LOCAL_DOCKER_LAYER_CACHE,
        LOCAL_CUSTOM_CACHE
    }

    public CacheSettings {
        modes = Set.copyOf(modes);
        if (!modes.isEmpty() && s3 != null) {
            throw new IllegalArgumentException("got local modes and an S3 location, expected one cache type");
        }
    }
}
