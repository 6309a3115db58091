package dev.slipway.local.cloud.codebuild.execution.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a build.
 *
 * @param type which one
 * @param status IN_PROGRESS until it ends; null for COMPLETED, which has none
 * @param start when it began
 * @param end when it ended, or null
 * @param context why it ended as it did
 */
public record BuildPhase(
        PhaseType type, @Nullable BuildStatus status, Instant start, @Nullable Instant end, PhaseContext context) {
    public BuildPhase {
        Objects.requireNonNull(type);
        Objects.requireNonNull(start);
        Objects.requireNonNull(context);
    }

    /** Whole seconds that it took, or null while it lasts. */
    public @Nullable Long durationInSeconds() {
        return end == null ? null : Duration.between(start, end).toSeconds();
    }
}
