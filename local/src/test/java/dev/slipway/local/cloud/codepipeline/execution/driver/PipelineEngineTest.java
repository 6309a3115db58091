package dev.slipway.local.cloud.codepipeline.execution.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.cloud.SteppingClock;
import dev.slipway.local.cloud.access.AccessDenied;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionExecutor;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionFailure;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionTask;
import dev.slipway.local.cloud.codepipeline.execution.action.Outcome;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.machine.Structure;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import dev.slipway.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine with executors that change a small world, which survives when the engine is killed. */
class PipelineEngineTest {
    private static final PipelineKey KEY = new PipelineKey("us-east-1", "app");
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final String DECLARATION =
            """
            {"name": "app", "version": 1, "executionMode": "QUEUED", "artifactStore": {"location": "b"}, "stages": [
             {"name": "Source", "actions": [%s]}, {"name": "Work", "actions": [%s, %s]}, {"name": "Last", "actions": [%s]}]}"""
                    .formatted(action("Source", 1), action("A", 1), action("B", 1), action("Last", 1));

    private static String action(String name, int order) {
        return """
               {"name": "%s", "runOrder": %d, "configuration": {},
                "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"}}"""
                .formatted(name, order);
    }

    private static final class OnePipeline implements Structures {
        private final Pipeline pipeline;

        OnePipeline() throws IOException {
            pipeline = Pipeline.of(new ObjectMapper().readTree(DECLARATION));
        }

        @Override
        public Structure of(Transaction view, PipelineKey key) {
            return new Structure("us-east-1", "arn:app", pipeline, Set.of(), version -> pipeline);
        }

        @Override
        public List<PipelineKey> all(Transaction view) {
            return List.of(KEY);
        }
    }

    /** Starts a job for every attempt, once; a job ends when it is looked at the second time. */
    private static final class World implements ActionExecutor {
        final Set<String> jobs = ConcurrentHashMap.newKeySet();
        final Set<String> looks = ConcurrentHashMap.newKeySet();

        @Override
        public Outcome step(ActionTask task) {
            var progress = task.run().progress();
            if (progress.externalId().isEmpty()) {
                jobs.add(task.run().id());
                return Outcome.goesOn(progress.external(task.run().id(), ""));
            }
            assertThat(jobs).contains(progress.externalId());
            return looks.add(progress.externalId())
                    ? Outcome.goesOn(progress)
                    : Outcome.succeeded(progress, Map.of("job", progress.externalId()));
        }
    }

    /** An engine in a folder. */
    private static final class Engine implements AutoCloseable {
        final List<EventBus.Event> events = new CopyOnWriteArrayList<>();
        final Store store;
        final PipelineEngine engine;

        Engine(Path folder, ActionExecutor executor, Clock clock) throws IOException {
            store = Store.open(folder);
            engine = new PipelineEngine(
                    store,
                    new OnePipeline(),
                    events::add,
                    new Steps(Map.of("Build/CodeBuild", executor), Map.of(), clock),
                    clock,
                    new RandomIds(),
                    PAUSE);
        }

        Execution start() {
            engine.apply(KEY, new Event.Start("e", new Trigger("CreatePipeline", "me"), Map.of(), Map.of()));
            return only();
        }

        Execution only() {
            var all = engine.executions(KEY);
            assertThat(all).hasSize(1);
            return all.iterator().next();
        }

        Execution awaitEnd() throws InterruptedException {
            var end = System.nanoTime() + Patience.LIMIT.toNanos();
            while (only().status().active() && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
            }
            return only();
        }

        void awaitEvent(String state) throws InterruptedException {
            var end = System.nanoTime() + Patience.LIMIT.toNanos();
            while (states().stream().noneMatch(state::equals) && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
            }
            assertThat(states()).endsWith(state);
        }

        List<String> states() {
            return events.stream()
                    .filter(event -> event.detailType().contains("Pipeline Execution"))
                    .map(event -> event.detail().path("state").asText())
                    .toList();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            engine.close();
            store.close();
        }
    }

    private static List<ActionRun> runs(Execution execution) {
        return execution.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .toList();
    }

    @Test
    void runsAPipelineAndTellsTheBus(@TempDir Path folder) throws Exception {
        var world = new World();
        try (var running = new Engine(folder, world, Clock.systemUTC())) {
            running.engine.resume();
            running.start();
            assertThat(running.awaitEnd().status()).isEqualTo(ExecutionStatus.Succeeded);
            running.awaitEvent("SUCCEEDED");
            assertThat(running.states()).containsExactly("STARTED", "SUCCEEDED");
            assertThat(world.jobs).hasSize(4);
        }
    }

    @Test
    void keepsEverythingOnDisk(@TempDir Path folder) throws Exception {
        Execution before;
        try (var running = new Engine(folder, new World(), Clock.systemUTC())) {
            running.engine.resume();
            running.start();
            before = running.awaitEnd();
        }
        try (var again = new Engine(folder, new World(), Clock.systemUTC())) {
            assertThat(again.only()).isEqualTo(before);
        }
    }

    /** A kill leaves the journal cut at some byte; what an action started before that goes on elsewhere, or was not started yet. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void endsAsIfItHadNotBeenKilled(boolean started, @TempDir Path folder) throws Exception {
        var original = folder.resolve("original");
        try (var running = new Engine(original, new World(), Clock.systemUTC())) {
            running.engine.resume();
            running.start();
            running.awaitEnd();
            running.awaitEvent("SUCCEEDED");
        }
        var journal = original.resolve("0.journal");
        var size = Files.size(journal);
        for (var cut :
                LongStream.rangeClosed(0, 60).map(part -> part * size / 60).toArray()) {
            var copy = Files.createDirectories(folder.resolve("cut-" + cut));
            Files.write(copy.resolve("0.journal"), Arrays.copyOf(Files.readAllBytes(journal), (int) cut));
            resume(copy, started, cut);
        }
    }

    private static void resume(Path folder, boolean started, long cut) throws Exception {
        var world = new World();
        try (var resumed = new Engine(folder, world, Clock.systemUTC())) {
            var known = resumed.engine.executions(KEY);
            known.stream().flatMap(execution -> runs(execution).stream()).forEach(run -> {
                if (started || !run.progress().externalId().isEmpty()) {
                    world.jobs.add(run.id());
                }
            });
            var ended = known.stream().noneMatch(execution -> execution.status().active()) && !known.isEmpty();
            resumed.engine.resume();
            if (known.isEmpty()) {
                // The caller got no answer, so it asks again.
                resumed.start();
            }
            var end = resumed.awaitEnd();
            assertThat(end.status()).as("cut at %d", cut).isEqualTo(ExecutionStatus.Succeeded);
            assertThat(runs(end).stream().map(ActionRun::action)).containsExactly("Source", "A", "B", "Last");
            assertThat(new TreeSet<>(world.jobs))
                    .isEqualTo(runs(end).stream().map(ActionRun::id).collect(Collectors.toCollection(TreeSet::new)));
            if (!ended) {
                resumed.awaitEvent("SUCCEEDED");
            }
        }
    }

    private static ActionRun failing(Path folder, ActionExecutor executor, Clock clock) throws Exception {
        try (var running = new Engine(folder, executor, clock)) {
            running.engine.resume();
            running.start();
            assertThat(running.awaitEnd().status()).isEqualTo(ExecutionStatus.Failed);
            return runs(running.only()).get(0);
        }
    }

    @Test
    void failsAnActionVisiblyOnce(@TempDir Path folder) throws Exception {
        var run = failing(
                folder,
                task -> {
                    throw new ActionFailure("JobFailed", "it broke");
                },
                Clock.systemUTC());
        assertThat(run.outcome().errorCode()).isEqualTo("JobFailed");
        assertThat(run.outcome().message()).isEqualTo("it broke");
    }

    @Test
    void saysWhatWasDenied(@TempDir Path folder) throws Exception {
        var run = failing(
                folder,
                task -> {
                    throw new AccessDenied("User: x is not authorized");
                },
                Clock.systemUTC());
        assertThat(run.outcome().errorCode()).isEqualTo("PermissionError");
        assertThat(run.outcome().message()).isEqualTo("User: x is not authorized");
    }

    @Test
    void failsAnActionThatBreaks(@TempDir Path folder) throws Exception {
        var run = failing(
                folder,
                task -> {
                    throw new IllegalStateException("a bug");
                },
                Clock.systemUTC());
        assertThat(run.outcome().errorCode()).isEqualTo("SystemUnavailable");
    }

    @Test
    void endsAnActionAtItsTimeout(@TempDir Path folder) throws Exception {
        var run = failing(
                folder,
                task -> Outcome.goesOn(task.run().progress()),
                new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofHours(9)));
        assertThat(run.outcome().message()).isEqualTo("The action has timed out");
    }
}
