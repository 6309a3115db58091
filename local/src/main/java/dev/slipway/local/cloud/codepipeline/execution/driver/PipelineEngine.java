package dev.slipway.local.cloud.codepipeline.execution.driver;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.action.ActionTask;
import dev.slipway.local.cloud.codepipeline.execution.action.RuleTask;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.machine.Ids;
import dev.slipway.local.cloud.codepipeline.execution.machine.Structure;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.events.EventBus;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs pipelines: takes events, keeps what follows from them, and has the running actions looked after. */
public final class PipelineEngine implements AutoCloseable {
    private final Executions executions;
    private final Outbox outbox;
    private final Attendance attendance;
    private final Steps steps;
    private volatile boolean running;

    /**
     * An engine that does nothing before {@link #resume}.
     *
     * @param store keeps executions
     * @param structures knows how pipelines are declared
     * @param bus takes events
     * @param steps take actions and rules further
     * @param clock the time
     * @param ids names for what begins
     * @param pause how long to wait before a running action is looked at again
     */
    public PipelineEngine(
            Store store, Structures structures, EventBus bus, Steps steps, Clock clock, Ids ids, Duration pause) {
        this.outbox = new Outbox(store, bus);
        this.executions = new Executions(store, structures, outbox, clock, ids);
        this.attendance = new Attendance(pause);
        this.steps = steps;
    }

    /** Goes on with everything that ran when the cloud stopped. */
    public void resume() {
        running = true;
        attendance.soon(outbox::deliver);
        executions.pipelines().forEach(this::attend);
    }

    /** All executions of a pipeline. */
    public Collection<Execution> executions(PipelineKey key) {
        return executions.of(key);
    }

    /** Takes an event. */
    public void apply(PipelineKey key, Event event) {
        apply(key, event, nothing -> {});
    }

    /**
     * Takes an event.
     *
     * @param also what else changes in the same transaction, before the event
     * @throws dev.slipway.local.cloud.api.AwsException when the event is a wish that cannot be fulfilled; then nothing changes
     */
    public void apply(PipelineKey key, Event event, Consumer<Transaction> also) {
        executions.apply(key, event, also);
        if (running) {
            attendance.soon(outbox::deliver);
            attend(key);
        }
    }

    /** Forgets the executions of a pipeline that is deleted. */
    public void remove(PipelineKey key, Consumer<Transaction> also) {
        executions.remove(key, also);
    }

    private void attend(PipelineKey key) {
        for (var execution : executions.of(key)) {
            if (!execution.status().active()) {
                continue;
            }
            for (var stage : execution.stages()) {
                stage.running()
                        .forEach(run -> attendance.attend(
                                run.id(), () -> action(key, execution.id(), stage.stage(), run.id())));
                stage.conditions().forEach((kind, condition) -> condition.rules().stream()
                        .filter(rule -> !rule.status().ended())
                        .forEach(rule -> attendance.attend(
                                rule.id(), () -> rule(key, execution.id(), stage.stage(), kind, rule.id()))));
            }
        }
    }

    private Optional<Execution> find(PipelineKey key, String id) {
        return executions.of(key).stream()
                .filter(execution -> execution.id().equals(id))
                .findFirst();
    }

    private static Pipeline pipeline(Structure structure, Execution execution) {
        return structure.versions().apply(execution.origin().version());
    }

    private boolean action(PipelineKey key, String id, String stage, String attempt) {
        var execution = find(key, id);
        var run = execution
                .flatMap(found -> found.stage(stage))
                .flatMap(found -> found.attempt(attempt))
                .filter(found -> !found.status().ended());
        if (execution.isEmpty() || run.isEmpty()) {
            return false;
        }
        var event = steps.action(task(key, execution.get(), stage, run.get()));
        event.ifPresent(happened -> apply(key, happened));
        return event.filter(Event.End.class::isInstance).isEmpty();
    }

    private ActionTask task(PipelineKey key, Execution execution, String stage, ActionRun run) {
        var structure = executions.structure(key);
        var pipeline = pipeline(structure, execution);
        var action = pipeline.stage(stage)
                .flatMap(declared -> declared.action(run.action()))
                .orElseThrow(() -> new IllegalStateException("no action " + run.action()));
        return new ActionTask(key.region(), structure.arn(), pipeline, execution, stage, action, run);
    }

    private boolean rule(PipelineKey key, String id, String stage, ConditionKind kind, String ruleRun) {
        var execution = find(key, id);
        var run = execution.flatMap(found -> found.stage(stage)).flatMap(found -> open(found, kind, ruleRun));
        if (execution.isEmpty() || run.isEmpty()) {
            return false;
        }
        var structure = executions.structure(key);
        var pipeline = pipeline(structure, execution.get());
        var declared = pipeline.stage(stage)
                .map(found -> found.node()
                        .path(kind.member())
                        .path("conditions")
                        .path(0)
                        .path("rules"))
                .flatMap(rules -> Pipeline.children(rules)
                        .filter(rule ->
                                rule.path("name").asText().equals(run.get().rule()))
                        .findFirst())
                .orElseThrow(
                        () -> new IllegalStateException("no rule " + run.get().rule()));
        var event = steps.rule(
                new RuleTask(key.region(), structure.arn(), pipeline, execution.get(), kind, declared, run.get()));
        event.ifPresent(happened -> apply(key, happened));
        return event.isEmpty();
    }

    private static Optional<RuleRun> open(StageRun stage, ConditionKind kind, String id) {
        return Optional.ofNullable(stage.conditions().get(kind)).flatMap(condition -> condition.rules().stream()
                .filter(rule -> rule.id().equals(id) && !rule.status().ended())
                .findFirst());
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        attendance.close();
    }
}
