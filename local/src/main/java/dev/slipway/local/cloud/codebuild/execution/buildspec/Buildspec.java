package dev.slipway.local.cloud.codebuild.execution.buildspec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A buildspec.
 *
 * @param version decides how commands share a shell
 * @param runAs the Linux user of all commands, or null for root
 * @param environment section {@code env}
 * @param phases those that the buildspec names
 * @param reports by report group: a name, or the ARN of a group
 * @param artifacts section {@code artifacts}, or null when the build has no output
 * @param cache section {@code cache}
 * @param unknownKeys by section, the keys that CodeBuild does not know; they mean nothing
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build specification reference</a>
 */
public record Buildspec(
        BuildspecVersion version,
        @Nullable String runAs,
        EnvironmentSection environment,
        Map<PhaseName, PhaseSection> phases,
        Map<String, ReportSection> reports,
        @Nullable ArtifactsSection artifacts,
        CacheSection cache,
        Map<String, List<String>> unknownKeys) {
    public Buildspec {
        Objects.requireNonNull(version);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(cache);
        EnumMap<PhaseName, PhaseSection> ordered = new EnumMap<>(PhaseName.class);
        ordered.putAll(phases);
        phases = Collections.unmodifiableMap(ordered);
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        unknownKeys = Collections.unmodifiableMap(new LinkedHashMap<>(unknownKeys));
    }

    /** What the buildspec says about a phase; a phase without commands when it says nothing. */
    public PhaseSection phase(PhaseName name) {
        return phases.getOrDefault(name, PhaseSection.EMPTY);
    }
}
