package dev.slipway.local.executions;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** Manual approvals that wait for an answer. */
public final class Approvals {
    private final CodePipelineClient codepipeline;

    /** Approvals that this client sees. */
    public Approvals(CodePipelineClient codepipeline) {
        this.codepipeline = codepipeline;
    }

    /**
     * An approval that waits.
     *
     * @param execution id of the execution that it holds up
     * @param stage its stage
     * @param action its action
     * @param token what PutApprovalResult wants to see
     */
    public record Waiting(String execution, String stage, String action, String token) {}

    /** The approvals of a pipeline that wait, those of the newest execution first. */
    public List<Waiting> waiting(String pipeline) {
        var running = new ExecutionReader(codepipeline)
                .newest(pipeline, 100).stream()
                        .filter(execution -> execution.progress().goesOn())
                        .toList();
        if (running.isEmpty()) {
            return List.of();
        }
        var states =
                codepipeline.getPipelineState(request -> request.name(pipeline)).stageStates();
        return running.stream()
                .flatMap(execution -> codepipeline
                        .listActionExecutionsPaginator(request ->
                                request.pipelineName(pipeline).filter(f -> f.pipelineExecutionId(execution.id())))
                        .actionExecutionDetails()
                        .stream())
                .filter(Approvals::asks)
                .map(run ->
                        new Waiting(run.pipelineExecutionId(), run.stageName(), run.actionName(), token(run, states)))
                .toList();
    }

    private static boolean asks(ActionExecutionDetail run) {
        return "InProgress".equals(run.statusAsString())
                && run.input() != null
                && run.input().actionTypeId() != null
                && "Approval".equals(run.input().actionTypeId().categoryAsString());
    }

    /** The token stands in the state of the pipeline; in mode PARALLEL, which has no such state, it is the external id. */
    private static String token(ActionExecutionDetail run, List<StageState> states) {
        return states.stream()
                .filter(stage -> stage.latestExecution() != null
                        && run.pipelineExecutionId()
                                .equals(stage.latestExecution().pipelineExecutionId()))
                .filter(stage -> run.stageName().equals(stage.stageName()))
                .flatMap(stage -> stage.actionStates().stream())
                .filter(action -> run.actionName().equals(action.actionName()) && action.latestExecution() != null)
                .map(action -> action.latestExecution().token())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> external(run));
    }

    private static String external(ActionExecutionDetail run) {
        var output = run.output();
        var result = output == null ? null : output.executionResult();
        var id = result == null ? null : result.externalExecutionId();
        return id == null ? "" : id;
    }

    /**
     * The one approval that an answer is for.
     *
     * @param pipeline its pipeline
     * @param execution beginning of the execution's id; empty for any
     * @param action name of the action; empty for any
     * @throws NothingToDo when none waits, or more than one
     */
    public Waiting require(String pipeline, String execution, String action) {
        var all = waiting(pipeline);
        var found = all.stream()
                .filter(one -> one.execution().startsWith(execution))
                .filter(one -> action.isEmpty() || one.action().equals(action))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        if (all.isEmpty()) {
            throw new NothingToDo("nothing to approve: no approval of %s waits".formatted(pipeline));
        }
        throw new NothingToDo((found.isEmpty()
                        ? "no such approval waits, expected one of: %s"
                        : "more than one approval waits, expected --execution or --action to name one of: %s")
                .formatted((found.isEmpty() ? all : found)
                        .stream()
                                .map(one -> "%s of execution %s".formatted(one.action(), one.execution()))
                                .collect(Collectors.joining(", "))));
    }

    /**
     * Answers an approval.
     *
     * @param pipeline its pipeline
     * @param waiting which one
     * @param approved whether to let the execution go on
     * @param summary why, for others to read; at most 512 characters
     */
    public void answer(String pipeline, Waiting waiting, boolean approved, String summary) {
        codepipeline.putApprovalResult(request -> request.pipelineName(pipeline)
                .stageName(waiting.stage())
                .actionName(waiting.action())
                .token(waiting.token())
                .result(result ->
                        result.summary(summary).status(approved ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED)));
    }
}
