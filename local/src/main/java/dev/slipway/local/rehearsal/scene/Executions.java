package dev.slipway.local.rehearsal.scene;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Follows the executions of a pipeline. */
public final class Executions {
    private static final Set<String> RUNNING = Set.of("InProgress", "Stopping");

    private final CodePipelineClient codepipeline;
    private final String pipeline;
    private final Wait wait;

    /** Those of one pipeline. */
    public Executions(CodePipelineClient codepipeline, String pipeline, Wait wait) {
        this.codepipeline = codepipeline;
        this.pipeline = pipeline;
        this.wait = wait;
    }

    /** All executions, newest first. */
    public List<PipelineExecutionSummary> all() {
        return codepipeline
                .listPipelineExecutionsPaginator(request -> request.pipelineName(pipeline))
                .pipelineExecutionSummaries()
                .stream()
                .toList();
    }

    /** The execution that took a commit, when it has taken it. */
    public String startedBy(String commit) throws InterruptedException {
        return wait.until(
                "an execution that takes commit %s: does the push start the pipeline?".formatted(commit),
                () -> all().stream()
                        .filter(execution -> !rollback(execution))
                        .filter(execution -> execution.sourceRevisions().stream()
                                .anyMatch(revision -> commit.equals(revision.revisionId())))
                        .map(PipelineExecutionSummary::pipelineExecutionId)
                        .findFirst());
    }

    /** Whether it brings a stage back to what it was. */
    public static boolean rollback(PipelineExecutionSummary execution) {
        return "ROLLBACK".equals(execution.executionTypeAsString());
    }

    /** Whether it is under way. */
    public static boolean runs(PipelineExecutionSummary execution) {
        return RUNNING.contains(execution.statusAsString());
    }

    /** An execution that has ended. */
    public PipelineExecutionSummary ended(String id) throws InterruptedException {
        return wait.until("the end of execution " + id, () -> find(id).filter(found -> !runs(found)));
    }

    /** Abandons every execution that runs, and waits until none does; the result are their ids. */
    public Set<String> abandonAll() throws InterruptedException {
        var abandoned = new TreeSet<String>();
        return wait.until("the end of the executions of pipeline " + pipeline, () -> {
            var running = all().stream()
                    .filter(Executions::runs)
                    .map(PipelineExecutionSummary::pipelineExecutionId)
                    .toList();
            running.stream().filter(abandoned::add).forEach(this::abandon);
            return running.isEmpty() ? Optional.of(abandoned) : Optional.empty();
        });
    }

    private void abandon(String id) {
        try {
            codepipeline.stopPipelineExecution(request -> request.pipelineName(pipeline)
                    .pipelineExecutionId(id)
                    .abandon(true)
                    .reason("a rehearsal was interrupted"));
        } catch (PipelineExecutionNotStoppableException ended) {
            // It ended by itself in between: the next look tells.
            return;
        }
    }

    /** An execution as it is now. */
    public Optional<PipelineExecutionSummary> find(String id) {
        return all().stream()
                .filter(execution -> id.equals(execution.pipelineExecutionId()))
                .findFirst();
    }

    /** All runs of actions in an execution, oldest first. */
    public List<Attempt> attempts(String id) {
        return codepipeline
                .listActionExecutionsPaginator(
                        request -> request.pipelineName(pipeline).filter(filter -> filter.pipelineExecutionId(id)))
                .actionExecutionDetails()
                .stream()
                .map(Attempt::of)
                .sorted(Comparator.comparing(Attempt::started))
                .toList();
    }

    /** The first run of an action in a stage that is over. */
    public Attempt firstEnd(String id, String stage) throws InterruptedException {
        return wait.until(
                "the end of an action of stage %s in execution %s".formatted(stage, id), () -> attempts(id).stream()
                        .filter(attempt -> attempt.stage().equals(stage))
                        .filter(attempt -> !attempt.status().equals("InProgress"))
                        .findFirst());
    }

    /** The state of a stage. */
    public StageState stage(String name) {
        return codepipeline.getPipelineState(request -> request.name(pipeline)).stageStates().stream()
                .filter(stage -> name.equals(stage.stageName()))
                .findFirst()
                .orElseThrow();
    }

    /** The rollback that a failed execution caused, when it is there. */
    public PipelineExecutionSummary rollbackOf(String failed, Set<String> before) throws InterruptedException {
        return wait.until("a rollback after execution " + failed, () -> all().stream()
                .filter(Executions::rollback)
                .filter(execution -> !before.contains(execution.pipelineExecutionId()))
                .findFirst());
    }

    /** The ids of all rollbacks. */
    public Set<String> rollbacks() {
        return Set.copyOf(all().stream()
                .filter(Executions::rollback)
                .map(PipelineExecutionSummary::pipelineExecutionId)
                .toList());
    }
}
