package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code cache}.
 *
 * @param paths folders to keep, relative to the source folder or absolute; patterns for a cache in S3
 * @param key name of the cache in S3, in the shell's language, or null for the project's one
 * @param fallbackKeys beginnings of the names of caches to take when there is none of that name; they mean nothing without a key
 * @param action what a build does with the cache
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.cache">cache</a>
 */
public record CacheSection(List<String> paths, @Nullable String key, List<String> fallbackKeys, Action action) {
    /** A buildspec without {@code cache}. */
    public static final CacheSection EMPTY = new CacheSection(List.of(), null, List.of(), Action.RESTORE_AND_SAVE);

    /** What a build does with the cache. */
    public enum Action {
        RESTORE_AND_SAVE,
        RESTORE,
        SAVE;

        static Action of(String text) {
            return switch (text) {
                case "restore" -> RESTORE;
                case "save" -> SAVE;
                default -> throw new IllegalArgumentException("got '" + text + "', expected restore or save");
            };
        }

        /** Whether the build takes what an earlier one kept. */
        public boolean restores() {
            return this != SAVE;
        }

        /** Whether the build keeps something for a later one. */
        public boolean saves() {
            return this != RESTORE;
        }
    }

    public CacheSection {
        paths = List.copyOf(paths);
        fallbackKeys = List.copyOf(fallbackKeys);
        Objects.requireNonNull(action);
    }
}
