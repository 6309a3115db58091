package dev.slipway.local.cloud.codepipeline.execution.driver;

import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.machine.Ids;
import dev.slipway.local.cloud.codepipeline.execution.machine.Machine;
import dev.slipway.local.cloud.codepipeline.execution.machine.Step;
import dev.slipway.local.cloud.codepipeline.execution.machine.Structure;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.store.Store;
import dev.slipway.local.cloud.store.Transaction;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The executions of all pipelines. Every event is one transaction: the executions that it changes and the events that it raises. */
final class Executions {
    private static final String TABLE = "codepipeline.executions/";

    private final Store store;
    private final Structures structures;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;
    private final Map<PipelineKey, Map<String, Execution>> known = new ConcurrentHashMap<>();

    Executions(Store store, Structures structures, Outbox outbox, Clock clock, Ids ids) {
        this.store = store;
        this.structures = structures;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    private static String table(PipelineKey key) {
        return TABLE + key.path();
    }

    /** Also the lock of a pipeline: one event at a time. */
    private Map<String, Execution> known(PipelineKey key) {
        return known.computeIfAbsent(key, missing -> {
            var executions = new TreeMap<String, Execution>();
            store.read(view -> view.all(table(key))).forEach((id, row) -> executions.put(id, ExecutionRows.read(row)));
            return executions;
        });
    }

    Collection<Execution> of(PipelineKey key) {
        var executions = known(key);
        synchronized (executions) {
            return List.copyOf(executions.values());
        }
    }

    /**
     * Works an event through.
     *
     * @param also what else changes in the same transaction, before the event
     */
    void apply(PipelineKey key, Event event, Consumer<Transaction> also) {
        var executions = known(key);
        synchronized (executions) {
            var changed = store.write(transaction -> {
                also.accept(transaction);
                return apply(transaction, key, executions.values(), event);
            });
            changed.changed().forEach(execution -> executions.put(execution.id(), execution));
        }
    }

    private Step apply(Transaction transaction, PipelineKey key, Collection<Execution> executions, Event event) {
        var structure = structures.of(transaction, key);
        var step = Machine.apply(structure, executions, event, clock.instant(), ids);
        step.changed()
                .forEach(execution -> transaction.put(table(key), execution.id(), ExecutionRows.write(execution)));
        step.notices().forEach(notice -> outbox.add(transaction, key.region(), structure.arn(), notice));
        return step;
    }

    /** Forgets a pipeline. What its running actions started goes on elsewhere. */
    void remove(PipelineKey key, Consumer<Transaction> also) {
        var executions = known(key);
        synchronized (executions) {
            store.write(transaction -> {
                also.accept(transaction);
                executions.keySet().forEach(id -> transaction.remove(table(key), id));
                return key;
            });
            executions.clear();
        }
    }

    List<PipelineKey> pipelines() {
        return store.read(structures::all);
    }

    /** The pipeline as it stands now. */
    Structure structure(PipelineKey key) {
        return store.read(view -> structures.of(view, key));
    }
}
