package dev.slipway.local.cloud.codebuild.execution.cache;

/** The paths of section {@code cache}. */
public final class CachePaths {
    private CachePaths() {}

    /**
     * The folder that a path means: patterns at its end, as in {@code ~/.m2/**}{@code /*}, stand for all that is in it.
     *
     * @throws IllegalArgumentException if there is a pattern before the end
     */
    public static String folder(String path) {
        String folder = path;
        while (folder.endsWith("/*") || folder.endsWith("/**") || folder.endsWith("/")) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
        }
        if (folder.isEmpty() || folder.contains("*") || folder.contains("?")) {
            throw new IllegalArgumentException(
                    "cache path: got '" + path + "', expected a folder, or a folder with /**/* at its end");
        }
        return folder;
    }
}
