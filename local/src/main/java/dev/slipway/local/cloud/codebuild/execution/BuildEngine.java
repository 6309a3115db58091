package dev.slipway.local.cloud.codebuild.execution;

import dev.slipway.local.cloud.codebuild.execution.container.ContainerEngine;
import dev.slipway.local.cloud.codebuild.execution.container.Containers;
import dev.slipway.local.cloud.codebuild.execution.credentials.CredentialsEndpoint;
import dev.slipway.local.cloud.codebuild.execution.model.BuildPhase;
import dev.slipway.local.cloud.codebuild.execution.model.BuildRequest;
import dev.slipway.local.cloud.codebuild.execution.model.BuildSnapshot;
import dev.slipway.local.cloud.codebuild.execution.model.BuildStatus;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseContext;
import dev.slipway.local.cloud.codebuild.execution.model.PhaseType;
import dev.slipway.local.cloud.codebuild.execution.port.BuildPorts;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Sandbox;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Sandboxes;
import dev.slipway.local.cloud.codebuild.execution.sandbox.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs builds as CodeBuild does, on this machine. Every build has a thread; as many as the settings allow run at once, the others wait in
 * QUEUED in the order in which they came.
 *
 * <p>Builds live in memory: after a crash whoever started them must take those that had not ended as failed, with status FAULT. What they
 * left on disk is removed when the next engine starts.
 */
public final class BuildEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildEngine.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Machine machine;
    private final Semaphore turns;
    private final Map<String, Running> builds = new LinkedHashMap<>();
    private final ScheduledExecutorService timer;

    private record Running(BuildRequest request, BuildRecord record, Interruption interruption, CountDownLatch ended) {}

    private BuildEngine(Machine machine) {
        this.machine = machine;
        this.turns = new Semaphore(machine.settings().concurrentBuilds(), true);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "build-timeouts");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts an engine with the best sandbox and the container engine that this machine has.
     *
     * @throws IOException if its folder cannot be used
     */
    public static BuildEngine start(EngineSettings settings, Clock clock) throws IOException, InterruptedException {
        Trees.delete(settings.builds());
        Files.createDirectories(settings.builds());
        return start(settings, clock, Sandboxes.best(settings.folder(), settings.python()), ContainerEngine::find);
    }

    static BuildEngine start(EngineSettings settings, Clock clock, Sandbox sandbox, Containers.Search engine)
            throws IOException, InterruptedException {
        Path images = settings.folder().resolve("images");
        Trees.delete(images);
        return new BuildEngine(new Machine(
                settings,
                clock,
                sandbox,
                new Containers(engine, settings.images(), images),
                new CredentialsEndpoint()));
    }

    /**
     * Starts a build. Returns at once; the listener follows it.
     *
     * @return the build, just submitted
     * @throws BuildLimitException if the project has its limit of active builds already, or the queue is full
     */
    public BuildSnapshot start(BuildRequest request, BuildPorts ports) throws BuildLimitException {
        Running running = new Running(
                request,
                new BuildRecord(request, machine.clock(), ports.listener()),
                new Interruption(),
                new CountDownLatch(1));
        synchronized (builds) {
            admit(request);
            builds.put(request.id(), running);
        }
        BuildSnapshot submitted = running.record().snapshot();
        Thread thread = new Thread(() -> live(running, ports), "build " + request.id());
        thread.setDaemon(true);
        thread.start();
        return submitted;
    }

    private void admit(BuildRequest request) throws BuildLimitException {
        List<BuildRequest> active =
                builds.values().stream().map(Running::request).toList();
        if (active.stream().anyMatch(one -> one.id().equals(request.id()))) {
            throw new IllegalArgumentException("build " + request.id() + " runs already");
        }
        Integer limit = request.concurrentBuildLimit();
        long ofProject = active.stream()
                .filter(one -> one.project().equals(request.project()))
                .count();
        if (limit != null && ofProject >= limit) {
            throw new BuildLimitException("Cannot have more than " + limit + " active builds for the project");
        }
        int most = machine.settings().concurrentBuilds() + machine.settings().queueLimit();
        if (active.size() >= most) {
            throw new BuildLimitException(
                    "Cannot have more than " + machine.settings().queueLimit() + " builds in queue for the account");
        }
    }

    /** Ends a build with status STOPPED. Nothing happens when it has ended, or is unknown. */
    public void stop(String id) {
        Running running = running(id);
        if (running != null) {
            running.interruption().end(BuildStatus.STOPPED);
        }
    }

    /** A build that has not ended. */
    public Optional<BuildSnapshot> find(String id) {
        return Optional.ofNullable(running(id)).map(running -> running.record().snapshot());
    }

    /**
     * Waits for the end of a build.
     *
     * @return whether it has ended, or is unknown
     */
    public boolean await(String id, long timeout, TimeUnit unit) throws InterruptedException {
        Running running = running(id);
        return running == null || running.ended().await(timeout, unit);
    }

    private @Nullable Running running(String id) {
        synchronized (builds) {
            return builds.get(id);
        }
    }

    private void live(Running running, BuildPorts ports) {
        BuildRecord record = running.record();
        running.interruption().begin();
        try {
            record.submitted();
            record.complete(record.begin(PhaseType.SUBMITTED), BuildStatus.SUCCEEDED, PhaseContext.NONE);
            if (queue(running)) {
                try {
                    work(running, ports);
                } finally {
                    turns.release();
                }
            }
        } catch (RuntimeException e) {
            machine.failed(running.request().id(), e);
        } finally {
            end(running);
        }
    }

    /** Waits for the build's turn. */
    private boolean queue(Running running) {
        BuildRecord record = running.record();
        BuildPhase queued = record.begin(PhaseType.QUEUED);
        boolean turn = false;
        try {
            turn = turns.tryAcquire(running.request().queuedTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            running.interruption().over();
        }
        BuildStatus reason = running.interruption().reason();
        if (turn && reason == null) {
            record.complete(queued, BuildStatus.SUCCEEDED, PhaseContext.NONE);
            return true;
        }
        if (turn) {
            turns.release();
        }
        if (reason == null) {
            record.complete(
                    queued,
                    BuildStatus.TIMED_OUT,
                    new PhaseContext("BUILD_TIMED_OUT", "Build timed out in the queue. "));
        } else {
            record.complete(queued, reason, new PhaseContext("BUILD_STOPPED", "Build was stopped. "));
        }
        return false;
    }

    private void work(Running running, BuildPorts ports) {
        ScheduledFuture<?> timeout = timer.schedule(
                () -> running.interruption().end(BuildStatus.TIMED_OUT),
                running.request().timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        BuildRun run = new BuildRun(running.request(), ports, machine, running.record(), running.interruption());
        try {
            run.run();
        } finally {
            timeout.cancel(false);
            run.closeLog();
        }
    }

    private void end(Running running) {
        try {
            running.record().finish(status(running.record().snapshot()));
        } finally {
            synchronized (builds) {
                builds.remove(running.request().id());
            }
            running.ended().countDown();
        }
    }

    /** An interruption counts most, then a fault of the engine, then a failure. A build without its last phases is a fault. */
    private static BuildStatus status(BuildSnapshot build) {
        List<@Nullable BuildStatus> phases = new ArrayList<>();
        build.phases().forEach(phase -> phases.add(phase.status()));
        for (BuildStatus status :
                List.of(BuildStatus.STOPPED, BuildStatus.TIMED_OUT, BuildStatus.FAULT, BuildStatus.FAILED)) {
            if (phases.contains(status)) {
                return status;
            }
        }
        return build.currentPhase() == PhaseType.FINALIZING ? BuildStatus.SUCCEEDED : BuildStatus.FAULT;
    }

    /** Stops all builds, waits a moment for their end, and ends the engine. */
    @Override
    public void close() {
        List<Running> all;
        synchronized (builds) {
            all = List.copyOf(builds.values());
        }
        all.forEach(one -> one.interruption().end(BuildStatus.STOPPED));
        try {
            for (Running one : all) {
                if (!one.ended().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("build {} did not end", one.request().id());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        machine.credentials().close();
    }
}
