package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.model.BuildSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one source of a build comes from.
 *
 * @param identifier empty for the primary source
 * @param type as in a project: CODECOMMIT, CODEPIPELINE, S3, NO_SOURCE, or a forge
 * @param location clone URL, or bucket and key with a slash between; empty for NO_SOURCE
 * @param version what was asked for; may be empty
 * @param resolved what a pipeline says that it is, or null
 * @param depth how many commits to clone, 0 for all
 */
public record SourcePlan(
        String identifier, String type, String location, String version, @Nullable String resolved, int depth) {
    /** Checks that nothing is missing. */
    public SourcePlan {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(type);
        Objects.requireNonNull(location);
        Objects.requireNonNull(version);
    }

    /** What the engine is to know of it. */
    public BuildSource source() {
        return type.equals("CODEPIPELINE")
                ? new BuildSource(identifier, "", "arn:aws:s3:::" + location)
                : new BuildSource(identifier, location, version);
    }
}
