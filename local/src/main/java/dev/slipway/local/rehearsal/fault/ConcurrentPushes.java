package dev.slipway.local.rehearsal.fault;

import dev.slipway.local.rehearsal.scene.Executions;
import dev.slipway.local.rehearsal.scene.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.errors.GitAPIException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Several commits are pushed faster than the pipeline runs. */
final class ConcurrentPushes implements Fault {
    private static final int PUSHES = 3;

    @Override
    public String name() {
        return "concurrent-pushes";
    }

    @Override
    public String about() {
        return "%d commits are pushed one right after the other".formatted(PUSHES);
    }

    @Override
    public void rehearse(Scene scene) throws IOException, GitAPIException, InterruptedException {
        scene.underLoad(() -> {
            var before = ids(scene.executions().all());
            var pushed = new ArrayList<Scene.Pushed>();
            for (var i = 1; i <= PUSHES; i++) {
                pushed.add(scene.push(scene.content(), "commit %d of %d".formatted(i, PUSHES)));
            }
            var approved = new HashSet<String>();
            var ended = scene.waiting()
                    .until("the end of %d executions".formatted(PUSHES), () -> ended(scene, before, approved));
            var last = pushed.get(PUSHES - 1);
            var states =
                    ended.stream().map(PipelineExecutionSummary::statusAsString).toList();
            scene.story().shows("executions, newest first: " + String.join(", ", states));
            scene.story().check("one execution for each push", ended.size() == PUSHES, ended.size() + " executions");
            var superseding = scene.delivery().mode().equals("SUPERSEDED");
            scene.story()
                    .check(
                            superseding
                                    ? "mode SUPERSEDED: the newest succeeds, the others too or they are superseded"
                                    : "mode %s: all succeed"
                                            .formatted(scene.delivery().mode()),
                            states.get(0).equals("Succeeded")
                                    && (superseding ? Set.of("Succeeded", "Superseded") : Set.of("Succeeded"))
                                            .containsAll(states),
                            states.toString());
            scene.story()
                    .check(
                            "the newest execution has the newest commit",
                            commits(ended.get(0)).contains(last.commit()),
                            commits(ended.get(0)).toString());
            scene.isLive(ended.get(0).pipelineExecutionId(), last);
        });
    }

    private static List<String> commits(PipelineExecutionSummary execution) {
        return execution.sourceRevisions().stream()
                .map(revision -> revision.revisionId())
                .toList();
    }

    private static Set<String> ids(List<PipelineExecutionSummary> executions) {
        return Set.copyOf(executions.stream()
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .toList());
    }

    /** The new executions, when there are enough and all are over. Approvals are given on the way. */
    private static Optional<List<PipelineExecutionSummary>> ended(
            Scene scene, Set<String> before, Set<String> approved) {
        scene.approveAll(approved);
        var fresh = scene.executions().all().stream()
                .filter(execution -> !before.contains(execution.pipelineExecutionId()))
                .filter(execution -> !Executions.rollback(execution))
                .toList();
        return fresh.size() >= PUSHES && fresh.stream().noneMatch(Executions::runs)
                ? Optional.of(fresh)
                : Optional.empty();
    }
}
