package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.Isolation;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.model.TestReport;
import dev.slipway.local.cloud.codebuild.execution.model.UploadedArtifact;
import dev.slipway.local.cloud.codebuild.execution.port.BuildListener;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a build while it goes on. Written by the build's thread, read by any. */
final class BuildRecord {
    private final BuildRequest request;
    private final Clock clock;
    private final BuildListener listener;
    private final Instant start;
    private final List<BuildPhase> phases = new ArrayList<>();
    private final List<UploadedArtifact> artifacts = new ArrayList<>();
    private final List<TestReport> reports = new ArrayList<>();
    private Map<String, String> exported = Map.of();
    private BuildStatus status = BuildStatus.IN_PROGRESS;
    private @Nullable Instant end;
    private @Nullable String resolvedSourceVersion;
    private @Nullable Isolation isolation;

    BuildRecord(BuildRequest request, Clock clock, BuildListener listener) {
        this.request = request;
        this.clock = clock;
        this.listener = listener;
        this.start = clock.instant();
    }

    synchronized BuildSnapshot snapshot() {
        return new BuildSnapshot(
                request.id(),
                request.arn(),
                status,
                phases.isEmpty()
                        ? PhaseType.SUBMITTED
                        : phases.get(phases.size() - 1).type(),
                phases,
                start,
                end,
                resolvedSourceVersion,
                exported,
                artifacts,
                reports,
                isolation);
    }

    Instant start() {
        return start;
    }

    /** Whether no phase has failed so far. */
    synchronized boolean succeeding() {
        return phases.stream()
                .allMatch(
                        phase -> phase.status() == BuildStatus.SUCCEEDED || phase.status() == BuildStatus.IN_PROGRESS);
    }

    BuildPhase begin(PhaseType type) {
        BuildPhase phase = new BuildPhase(type, BuildStatus.IN_PROGRESS, clock.instant(), null, PhaseContext.NONE);
        synchronized (this) {
            phases.add(phase);
        }
        listener.phaseStarted(snapshot(), phase);
        return phase;
    }

    BuildPhase complete(BuildPhase begun, BuildStatus phaseStatus, PhaseContext context) {
        BuildPhase phase = new BuildPhase(begun.type(), phaseStatus, begun.start(), clock.instant(), context);
        synchronized (this) {
            phases.set(phases.size() - 1, phase);
        }
        listener.phaseCompleted(snapshot(), phase);
        return phase;
    }

    /** The build has ended: the phase COMPLETED begins and has no status. */
    void finish(BuildStatus finalStatus) {
        BuildPhase completed = new BuildPhase(PhaseType.COMPLETED, null, clock.instant(), null, PhaseContext.NONE);
        synchronized (this) {
            phases.add(completed);
            status = finalStatus;
            end = clock.instant();
        }
        listener.phaseStarted(snapshot(), completed);
        listener.statusChanged(snapshot());
    }

    void submitted() {
        listener.statusChanged(snapshot());
    }

    synchronized void resolvedSourceVersion(@Nullable String version) {
        resolvedSourceVersion = version;
    }

    synchronized @Nullable String resolvedSourceVersion() {
        return resolvedSourceVersion;
    }

    synchronized void exported(Map<String, String> variables) {
        exported = new LinkedHashMap<>(variables);
    }

    synchronized void uploaded(UploadedArtifact artifact) {
        artifacts.add(artifact);
    }

    synchronized void reported(TestReport report) {
        reports.add(report);
    }

    synchronized void isolation(Isolation how) {
        isolation = how;
    }
}
