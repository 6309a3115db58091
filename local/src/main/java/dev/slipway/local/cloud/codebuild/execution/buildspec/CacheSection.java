package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code cache}.
 *
 * @param paths folders to keep, relative to the source folder or absolute; patterns for a cache in S3
 * @param key name of the cache in S3, or null for the project's one
 */
public record CacheSection(List<String> paths, @Nullable String key) {
    /** A buildspec without {@code cache}. */
    public static final CacheSection EMPTY = new CacheSection(List.of(), null);

    public CacheSection {
        paths = List.copyOf(paths);
    }
}
