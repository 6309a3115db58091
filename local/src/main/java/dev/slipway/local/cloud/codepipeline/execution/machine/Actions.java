package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionInput;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionOutcome;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.cloud.codepipeline.execution.model.Retries;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Begins and ends actions. */
final class Actions {
    private static final int MOST_OUTPUT_BYTES = 122_880;
    private static final int PIPELINE_PART = 20;
    private static final int ARTIFACT_PART = 10;

    private final Work work;

    Actions(Work work) {
        this.work = work;
    }

    /** An attempt, and where it is. */
    private record Place(Execution execution, StageRun stage, ActionRun run) {}

    private Optional<Place> find(String attempt) {
        return work.all().stream()
                .flatMap(execution -> execution.stages().stream()
                        .flatMap(stage -> stage.attempt(attempt).stream().map(run -> new Place(execution, stage, run))))
                .findFirst();
    }

    void begin(Execution execution, Stage stage, Action action) {
        var resolved = Variables.resolve(action, execution);
        var missing = new TreeSet<>(action.inputs());
        missing.removeAll(execution.products().artifacts().keySet());
        var input = new ActionInput(
                resolved.values(),
                inputs(execution, action),
                outputs(execution, action),
                execution.origin().revisions().getOrDefault(action.name(), ""),
                action.type().category().equals("Approval") ? work.ids.uuid() : "",
                work.now.plus(Timeouts.of(action)));
        var run = ActionRun.begin(work.ids.uuid(), action.name(), work.now, input);
        var before = work.get(execution.id());
        var stageRun = before.stage(stage.name())
                .orElseThrow(() -> new IllegalStateException("stage %s was not entered".formatted(stage.name())));
        var after = before.with(stageRun.add(run), work.now);
        work.put(after);
        work.notices.action(after, stage.name(), action, run, "STARTED");
        var problem = missing.isEmpty()
                ? resolved.problem()
                : "The input artifacts %s were not made by an earlier action of this execution".formatted(missing);
        if (!problem.isEmpty()) {
            close(run.id(), ActionOutcome.failure("ConfigurationError", problem), "");
        }
    }

    private static Map<String, Location> inputs(Execution execution, Action action) {
        var inputs = new LinkedHashMap<String, Location>();
        for (var name : action.inputs()) {
            var location = execution.products().artifacts().get(name);
            if (location != null) {
                inputs.put(name, location);
            }
        }
        return inputs;
    }

    private Map<String, Location> outputs(Execution execution, Action action) {
        var pipeline = work.pipeline(execution);
        var region = action.region().isEmpty() ? work.structure.region() : action.region();
        var one = pipeline.node().path("artifactStore");
        var store =
                one.isObject() ? one : pipeline.node().path("artifactStores").path(region);
        var outputs = new LinkedHashMap<String, Location>();
        for (var name : action.outputs()) {
            var key = "%s/%s/%s"
                    .formatted(
                            cut(pipeline.name(), PIPELINE_PART), cut(name, ARTIFACT_PART), work.ids.artifactSuffix());
            outputs.put(name, new Location(store.path("location").asText(), key));
        }
        return outputs;
    }

    private static String cut(String name, int most) {
        return name.substring(0, Math.min(name.length(), most));
    }

    void report(Event.Report report) {
        find(report.attempt())
                .filter(place -> !place.run().status().ended())
                .ifPresent(place -> work.put(place.execution()
                        .with(
                                place.stage().change(place.run().id(), run -> run.report(report.progress(), work.now)),
                                work.now)));
    }

    /** An end that comes after the attempt was abandoned counts no more. */
    void end(Event.End end) {
        report(new Event.Report(end.attempt(), end.progress()));
        close(end.attempt(), limited(end.outcome()), "");
    }

    private static ActionOutcome limited(ActionOutcome outcome) {
        var bytes = outcome.variables().entrySet().stream()
                .mapToInt(variable ->
                        variable.getKey().length() + variable.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return bytes <= MOST_OUTPUT_BYTES
                ? outcome
                : ActionOutcome.failure(
                        "ConfigurationError",
                        "The output variables have %d bytes, expected at most %d".formatted(bytes, MOST_OUTPUT_BYTES));
    }

    void close(String attempt, ActionOutcome outcome, String by) {
        find(attempt).filter(place -> !place.run().status().ended()).ifPresent(place -> {
            var ended = place.run().end(outcome, by, work.now);
            var changed = place.execution().with(place.stage().change(attempt, run -> ended), work.now);
            var stage = work.stage(changed, place.stage().stage());
            var action = stage.action(ended.action())
                    .orElseThrow(() -> new IllegalStateException("no action " + ended.action()));
            work.put(
                    ended.status() == RunStatus.Succeeded
                            ? changed.with(changed.products().add(action.namespace(), ended), work.now)
                            : changed);
            work.notices.action(
                    changed,
                    stage.name(),
                    action,
                    ended,
                    ended.status() == RunStatus.Succeeded ? "SUCCEEDED" : "FAILED");
        });
    }

    void abandon(String attempt) {
        find(attempt).filter(place -> !place.run().status().ended()).ifPresent(place -> {
            var abandoned = place.run().abandon(work.now);
            var changed = place.execution().with(place.stage().change(attempt, run -> abandoned), work.now);
            work.put(changed);
            work.stage(changed, place.stage().stage())
                    .action(abandoned.action())
                    .ifPresent(action ->
                            work.notices.action(changed, place.stage().stage(), action, abandoned, "ABANDONED"));
        });
    }

    /** Begins a further attempt of a stage: of all its actions, or of those that failed. */
    void again(Execution execution, Stage stage, StageRun run, Retries counted, boolean all) {
        var failed = run.current().stream()
                .filter(attempt -> attempt.status().retryable())
                .map(ActionRun::action)
                .toList();
        var resumed = execution.resumed(work.now).with(run.retry(counted, all), work.now);
        work.put(resumed);
        work.notices.stage(resumed, stage.name(), "RESUMED");
        if (!all) {
            stage.actions().stream()
                    .filter(action -> failed.contains(action.name()))
                    .forEach(action -> begin(work.get(execution.id()), stage, action));
        }
    }
}
