package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code artifacts}.
 *
 * @param primary what the build's main output is made of, or null where only secondary artifacts name files
 * @param secondary the other outputs by identifier
 */
public record ArtifactsSection(@Nullable ArtifactSection primary, Map<String, ArtifactSection> secondary) {
    public ArtifactsSection {
        secondary = Collections.unmodifiableMap(new LinkedHashMap<>(secondary));
    }

    /**
     * One output.
     *
     * @param fileSet its files
     * @param name its name, in the shell's language, or null for the project's; used only where the project allows it
     * @param s3Prefix prefix of its key, or null
     * @param keepsLinks whether links from one of the build's files to another stay links in a zip
     */
    public record ArtifactSection(
            FileSet fileSet, @Nullable String name, @Nullable String s3Prefix, boolean keepsLinks) {
        public ArtifactSection {
            Objects.requireNonNull(fileSet);
        }
    }
}
