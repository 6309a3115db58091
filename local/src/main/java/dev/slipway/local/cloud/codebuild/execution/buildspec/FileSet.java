package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.List;
import java.util.Objects;

/**
 * The files that an artifact or a report is made of.
 *
 * @param files patterns, relative to the base directory
 * @param excludePaths patterns of files to leave out
 * @param baseDirectory relative to the source folder, or absolute
 * @param discardPaths whether files lose their folders
 */
public record FileSet(List<String> files, List<String> excludePaths, String baseDirectory, boolean discardPaths) {
    public FileSet {
        files = List.copyOf(files);
        excludePaths = List.copyOf(excludePaths);
        Objects.requireNonNull(baseDirectory);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("got no files, expected at least one pattern");
        }
    }
}
