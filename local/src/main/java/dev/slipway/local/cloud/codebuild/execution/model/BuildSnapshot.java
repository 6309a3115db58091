package dev.slipway.local.cloud.codebuild.execution.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a build at one moment.
 *
 * @param id {@code project:uuid}
 * @param arn the build's ARN
 * @param status IN_PROGRESS until it ends
 * @param currentPhase the phase that it is in
 * @param phases those that began, in their order
 * @param start when it was submitted
 * @param end when it ended, or null
 * @param resolvedSourceVersion the commit, once the source is there, or null
 * @param exportedVariables once POST_BUILD is over, or the phases ended before
 * @param artifacts what was uploaded
 * @param reports what the tests told
 * @param isolation how far it is kept away from the machine; null before PROVISIONING
 */
public record BuildSnapshot(
        String id,
        String arn,
        BuildStatus status,
        PhaseType currentPhase,
        List<BuildPhase> phases,
        Instant start,
        @Nullable Instant end,
        @Nullable String resolvedSourceVersion,
        Map<String, String> exportedVariables,
        List<UploadedArtifact> artifacts,
        List<TestReport> reports,
        @Nullable Isolation isolation) {
    public BuildSnapshot {
        Objects.requireNonNull(id);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(status);
        Objects.requireNonNull(currentPhase);
        Objects.requireNonNull(start);
        phases = List.copyOf(phases);
        exportedVariables = Collections.unmodifiableMap(new LinkedHashMap<>(exportedVariables));
        artifacts = List.copyOf(artifacts);
        reports = List.copyOf(reports);
    }

    /** Whether the build has ended. */
    public boolean complete() {
        return status != BuildStatus.IN_PROGRESS;
    }
}
