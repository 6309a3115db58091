package dev.slipway.local.cloud.codepipeline.execution.machine;

import dev.slipway.local.cloud.codepipeline.declaration.Pipeline.Stage;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionStatus;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import java.util.Comparator;
import java.util.List;

/** Lets executions into stages. */
final class Gate {
    private static final Comparator<Execution> FIRST_COME =
            Comparator.comparing(Execution::updated).thenComparing(Execution::number);

    private final Work work;
    private final Endings endings;

    Gate(Work work, Endings endings) {
        this.work = work;
        this.endings = endings;
    }

    boolean admit() {
        var moved = false;
        for (var execution : work.active()) {
            if (Work.parallel(execution) && !execution.waitingFor().isEmpty()) {
                moved |= enterIfOpen(execution, work.stage(execution, execution.waitingFor()));
            }
        }
        for (var stage : work.structure.current().stages()) {
            moved |= admit(stage);
        }
        return moved;
    }

    private List<Execution> waiting(String stage) {
        return work.active().stream()
                .filter(execution -> !Work.parallel(execution))
                .filter(execution -> execution.waitingFor().equals(stage))
                .sorted(FIRST_COME)
                .toList();
    }

    private boolean admit(Stage stage) {
        var waiting = waiting(stage.name());
        var moved = false;
        for (var execution : waiting) {
            if (execution.origin().mode() == ExecutionMode.SUPERSEDED) {
                moved |= supersede(execution, waiting);
            }
        }
        var first = waiting(stage.name()).stream().findFirst();
        if (first.isPresent() && work.holder(stage.name()).isEmpty()) {
            moved |= enterIfOpen(first.get(), stage);
        }
        return moved;
    }

    private boolean supersede(Execution execution, List<Execution> waiting) {
        var newest = waiting.stream()
                .max(Comparator.comparingLong(Execution::number))
                .orElse(execution);
        if (newest.equals(execution)) {
            return false;
        }
        endings.end(
                execution,
                ExecutionStatus.Superseded,
                "Superseded by execution %s".formatted(newest.id()),
                "SUPERSEDED");
        return true;
    }

    private boolean enterIfOpen(Execution execution, Stage stage) {
        if (work.structure.closed(work.pipeline(execution), stage)) {
            return false;
        }
        enter(work, execution, stage.name());
        return true;
    }

    static void enter(Work work, Execution execution, String stage) {
        var entered = execution.waiting("", work.now).with(StageRun.enter(stage, work.nextEntry()), work.now);
        work.put(entered);
        work.notices.stage(entered, stage, "STARTED");
    }
}
