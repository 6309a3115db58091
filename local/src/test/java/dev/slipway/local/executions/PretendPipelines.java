package dev.slipway.local.executions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;

/** CodePipeline as its client sees it, with what a test puts in. Any other operation fails. */
@SuppressWarnings("unchecked") // the SDK takes lists of builders as generic varargs
public final class PretendPipelines implements CodePipelineClient {
    private final Map<String, PipelineDeclaration> declared = new LinkedHashMap<>();
    private final List<PipelineExecutionSummary> executions = new CopyOnWriteArrayList<>();
    private final List<ActionExecutionDetail> actions = new CopyOnWriteArrayList<>();
    private final List<StageState> states = new CopyOnWriteArrayList<>();
    private final List<String> wishes = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> next = new ConcurrentLinkedDeque<>();
    private @Nullable RuntimeException refusesToStop;
    private @Nullable RuntimeException refusesToRetry;

    /** Declares a pipeline from CodeCommit through CodeBuild and, when wanted, an approval, to ECS. */
    public PretendPipelines declare(String name, boolean approval) {
        var stages = new ArrayList<StageDeclaration>();
        stages.add(stage(
                "Source",
                action("Source", "Source", "CodeCommit", Map.of("RepositoryName", "web", "BranchName", "main"))));
        stages.add(stage("Build", action("Build", "Build", "CodeBuild", Map.of("ProjectName", name))));
        if (approval) {
            stages.add(stage("Approve", action("Approve", "Approval", "Manual", Map.of())));
        }
        stages.add(stage(
                "Deploy",
                action("Deploy", "Deploy", "ECS", Map.of("ClusterName", "slipway-local", "ServiceName", name))));
        declared.put(
                name,
                PipelineDeclaration.builder()
                        .name(name)
                        .version(1)
                        .executionMode("QUEUED")
                        .stages(stages)
                        .build());
        return this;
    }

    private static StageDeclaration stage(String name, ActionDeclaration... actions) {
        return StageDeclaration.builder().name(name).actions(actions).build();
    }

    private static ActionDeclaration action(
            String name, String category, String provider, Map<String, String> configuration) {
        return ActionDeclaration.builder()
                .name(name)
                .runOrder(1)
                .configuration(configuration)
                .actionTypeId(type ->
                        type.category(category).provider(provider).owner("AWS").version("1"))
                .build();
    }

    /** Adds an execution as the newest, or changes the one with its id. */
    public void execution(String id, String status, Instant started, Instant updated, String message) {
        var execution = PipelineExecutionSummary.builder()
                .pipelineExecutionId(id)
                .status(status)
                .startTime(started)
                .lastUpdateTime(updated)
                .executionMode("QUEUED")
                .executionType("STANDARD")
                .trigger(trigger -> trigger.triggerType("CloudWatchEvent")
                        .triggerDetail("arn:aws:events:us-east-1:000000000000:rule/web"))
                .sourceRevisions(source -> source.actionName("Source")
                        .revisionId("3f2c1a9d5e6b7c8091a2b3c4d5e6f70812345678")
                        .revisionSummary(message))
                .build();
        executions.removeIf(known -> known.pipelineExecutionId().equals(id));
        executions.add(0, execution);
    }

    /** Adds a run of an action, or changes the one with this external id. */
    public void action(
            String execution,
            String stage,
            String status,
            Instant started,
            Instant updated,
            String externalId,
            String summary) {
        actions.removeIf(run -> run.pipelineExecutionId().equals(execution)
                && run.stageName().equals(stage)
                && externalId.equals(run.output().executionResult().externalExecutionId()));
        var type = declared.values().stream()
                .flatMap(pipeline -> pipeline.stages().stream())
                .filter(one -> one.name().equals(stage))
                .findFirst()
                .orElseThrow()
                .actions()
                .get(0)
                .actionTypeId();
        actions.add(ActionExecutionDetail.builder()
                .pipelineExecutionId(execution)
                .stageName(stage)
                .actionName(stage)
                .status(status)
                .startTime(started)
                .lastUpdateTime(updated)
                .input(input -> input.actionTypeId(type))
                .output(output -> output.executionResult(result -> {
                    result.externalExecutionId(externalId);
                    if (status.equals("Failed")) {
                        result.errorDetails(error -> error.code("JobFailed").message(summary));
                    } else {
                        result.externalExecutionSummary(summary);
                    }
                }))
                .build());
    }

    /** Sets the state of a stage. */
    public void state(String stage, String execution, String status, String token) {
        states.removeIf(state -> state.stageName().equals(stage));
        states.add(StageState.builder()
                .stageName(stage)
                .latestExecution(latest -> latest.pipelineExecutionId(execution).status(status))
                .inboundTransitionState(transition -> transition.enabled(true))
                .actionStates(action -> action.actionName(stage)
                        .latestExecution(latest -> latest.status(status).token(token.isEmpty() ? null : token)))
                .build());
    }

    /** Lets an execution wait before a stage that nobody may enter. */
    public void waitsBefore(String stage, String execution, String reason) {
        states.removeIf(state -> state.stageName().equals(stage));
        states.add(StageState.builder()
                .stageName(stage)
                .inboundExecution(
                        inbound -> inbound.pipelineExecutionId(execution).status("InProgress"))
                .inboundTransitionState(transition -> transition.enabled(false).disabledReason(reason))
                .build());
    }

    /** What happens with the next looks at the executions, one after the other: it may change something, or throw. */
    public void then(Runnable... happens) {
        next.addAll(List.of(happens));
    }

    /** Answers every wish to stop an execution like this. */
    public void refuseToStop(RuntimeException refusal) {
        refusesToStop = refusal;
    }

    /** Answers every wish to retry a stage like this. */
    public void refuseToRetry(RuntimeException refusal) {
        refusesToRetry = refusal;
    }

    /** What clients wanted to be done, in order. */
    public List<String> wishes() {
        return List.copyOf(wishes);
    }

    private PipelineDeclaration require(String name) {
        var found = declared.get(name);
        if (found == null) {
            throw PipelineNotFoundException.builder()
                    .message("no pipeline " + name)
                    .build();
        }
        return found;
    }

    @Override
    public ListPipelinesResponse listPipelines(ListPipelinesRequest request) {
        return ListPipelinesResponse.builder()
                .pipelines(declared.keySet().stream()
                        .map(name -> PipelineSummary.builder().name(name).build())
                        .toList())
                .build();
    }

    @Override
    public GetPipelineResponse getPipeline(GetPipelineRequest request) {
        var pipeline = require(request.name());
        return GetPipelineResponse.builder()
                .pipeline(pipeline)
                .metadata(metadata ->
                        metadata.pipelineArn("arn:aws:codepipeline:us-east-1:000000000000:" + request.name()))
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder().tags(List.of()).build();
    }

    @Override
    public GetPipelineStateResponse getPipelineState(GetPipelineStateRequest request) {
        require(request.name());
        return GetPipelineStateResponse.builder().stageStates(states).build();
    }

    @Override
    public ListPipelineExecutionsResponse listPipelineExecutions(ListPipelineExecutionsRequest request) {
        require(request.pipelineName());
        var happens = next.poll();
        if (happens != null) {
            happens.run();
        }
        return ListPipelineExecutionsResponse.builder()
                .pipelineExecutionSummaries(executions)
                .build();
    }

    @Override
    public GetPipelineExecutionResponse getPipelineExecution(GetPipelineExecutionRequest request) {
        return GetPipelineExecutionResponse.builder()
                .pipelineExecution(execution -> execution
                        .pipelineExecutionId(request.pipelineExecutionId())
                        .pipelineVersion(1))
                .build();
    }

    @Override
    public ListActionExecutionsResponse listActionExecutions(ListActionExecutionsRequest request) {
        return ListActionExecutionsResponse.builder()
                .actionExecutionDetails(actions.stream()
                        .filter(run -> run.pipelineExecutionId()
                                .equals(request.filter().pipelineExecutionId()))
                        .toList())
                .build();
    }

    @Override
    public PutApprovalResultResponse putApprovalResult(PutApprovalResultRequest request) {
        wishes.add("approval %s/%s/%s %s %s %s"
                .formatted(
                        request.pipelineName(),
                        request.stageName(),
                        request.actionName(),
                        request.token(),
                        request.result().statusAsString(),
                        request.result().summary()));
        return PutApprovalResultResponse.builder().build();
    }

    @Override
    public RetryStageExecutionResponse retryStageExecution(RetryStageExecutionRequest request) {
        wishes.add("retry %s/%s %s %s"
                .formatted(
                        request.pipelineName(),
                        request.stageName(),
                        request.pipelineExecutionId(),
                        request.retryModeAsString()));
        if (refusesToRetry != null) {
            throw refusesToRetry;
        }
        return RetryStageExecutionResponse.builder()
                .pipelineExecutionId(request.pipelineExecutionId())
                .build();
    }

    @Override
    public StopPipelineExecutionResponse stopPipelineExecution(StopPipelineExecutionRequest request) {
        wishes.add("stop %s %s abandon=%s reason=%s"
                .formatted(request.pipelineName(), request.pipelineExecutionId(), request.abandon(), request.reason()));
        if (refusesToStop != null) {
            throw refusesToStop;
        }
        if (request.abandon()) {
            executions.replaceAll(one -> one.pipelineExecutionId().equals(request.pipelineExecutionId())
                    ? one.toBuilder().status("Stopped").build()
                    : one);
        }
        return StopPipelineExecutionResponse.builder()
                .pipelineExecutionId(request.pipelineExecutionId())
                .build();
    }

    @Override
    public StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
        wishes.add("start %s %s"
                .formatted(
                        request.name(),
                        request.variables().stream()
                                .map(variable -> variable.name() + "=" + variable.value())
                                .toList()));
        return StartPipelineExecutionResponse.builder()
                .pipelineExecutionId("started")
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
