package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The executions of a pipeline while one event is worked through. */
final class Work {
    final Structure structure;
    final Instant now;
    final Ids ids;
    final Notices notices;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Work(Structure structure, Collection<Execution> executions, Instant now, Ids ids) {
        this.structure = structure;
        this.now = now;
        this.ids = ids;
        this.notices = new Notices(structure, now);
        executions.stream()
                .sorted(Comparator.comparingLong(Execution::number))
                .forEach(execution -> this.executions.put(execution.id(), execution));
    }

    Step step() {
        return new Step(changed.stream().map(this::get).toList(), notices.all());
    }

    Optional<Execution> find(String id) {
        return Optional.ofNullable(executions.get(id));
    }

    Execution get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no execution " + id));
    }

    void put(Execution execution) {
        executions.put(execution.id(), execution);
        changed.add(execution.id());
    }

    /** By number. */
    List<Execution> all() {
        return new ArrayList<>(executions.values());
    }

    List<Execution> active() {
        return executions.values().stream()
                .filter(execution -> execution.status().active())
                .toList();
    }

    long nextNumber() {
        return 1
                + executions.values().stream()
                        .mapToLong(Execution::number)
                        .max()
                        .orElse(0);
    }

    long nextEntry() {
        return 1
                + executions.values().stream()
                        .flatMap(execution -> execution.stages().stream())
                        .mapToLong(StageRun::entered)
                        .max()
                        .orElse(0);
    }

    /** The structure that an execution runs. */
    Pipeline pipeline(Execution execution) {
        var version = execution.origin().version();
        return version == structure.current().version()
                ? structure.current()
                : structure.versions().apply(version);
    }

    Stage stage(Execution execution, String name) {
        return pipeline(execution)
                .stage(name)
                .orElseThrow(() -> new IllegalStateException(
                        "execution %s is in stage %s, which its structure lacks".formatted(execution.id(), name)));
    }

    /** The stage of the structure as it stands now. */
    Stage requireStage(String name) {
        return structure
                .current()
                .stage(name)
                .orElseThrow(() -> new AwsException(
                        "StageNotFoundException",
                        "Pipeline '%s' does not have a stage '%s'"
                                .formatted(structure.current().name(), name)));
    }

    static boolean parallel(Execution execution) {
        return execution.origin().mode() == ExecutionMode.PARALLEL;
    }

    /** The execution that holds a stage for itself. */
    Optional<Execution> holder(String stage) {
        return active().stream()
                .filter(execution -> !parallel(execution))
                .filter(execution -> execution
                        .holds()
                        .filter(run -> run.stage().equals(stage))
                        .isPresent())
                .findFirst();
    }

    /** The execution that entered a stage last. */
    Optional<Execution> latest(String stage) {
        return executions.values().stream()
                .filter(execution -> !parallel(execution))
                .filter(execution -> execution.stage(stage).isPresent())
                .max(Comparator.comparingLong(execution ->
                        execution.stage(stage).map(StageRun::entered).orElse(0L)));
    }
}
