package dev.slipway.local.cloud.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.codebuild.BuildTable.Row;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.port.BuildListener;
import dev.slipway.local.cloud.store.Store;
import java.time.Clock;

/** Keeps what becomes of the builds of a region, and tells it to the event bus. */
final class BuildFollower implements BuildListener {
    private final String region;
    private final Store store;
    private final BuildEvents events;
    private final Clock clock;

    BuildFollower(String region, Store store, BuildEvents events, Clock clock) {
        this.region = region;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void phaseStarted(BuildSnapshot build, BuildPhase phase) {
        // The end of a build is kept together with the news of it.
        if (!build.complete()) {
            save(build);
        }
    }

    @Override
    public void phaseCompleted(BuildSnapshot build, BuildPhase phase) {
        var saved = save(build);
        var phases = saved.path("phases");
        events.phaseChanged(region, saved, phases.path(phases.size() - 1), clock.instant());
    }

    @Override
    public void statusChanged(BuildSnapshot build) {
        events.stateChanged(region, save(build), clock.instant());
        if (build.complete()) {
            announced(store, region, build.id());
        }
    }

    private ObjectNode save(BuildSnapshot now) {
        return store.write(transaction -> {
            var row = BuildTable.find(transaction, region, now.id())
                    .orElseThrow(() -> new IllegalStateException("build %s is not kept".formatted(now.id())));
            BuildDocument.update(row.build(), now, ReportTable.ofBuild(transaction, region, now.arn()));
            BuildTable.put(transaction, new Row(region, row.build(), row.input(), now.complete()));
            return row.build();
        });
    }

    /** The event bus knows of a build's end. */
    static void announced(Store store, String region, String id) {
        store.write(transaction -> {
            BuildTable.find(transaction, region, id)
                    .ifPresent(row -> BuildTable.put(transaction, new Row(region, row.build(), row.input(), false)));
            return id;
        });
    }
}
