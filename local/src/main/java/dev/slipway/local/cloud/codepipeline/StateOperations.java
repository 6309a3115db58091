package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.ExecutionMode;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of pipelines: what was last and what waits in each stage. A pipeline in PARALLEL mode has no such state. */
final class StateOperations {
    private static final Map<ConditionKind, String> CONDITIONS = Map.of(
            ConditionKind.BEFORE_ENTRY, "beforeEntryConditionState",
            ConditionKind.ON_SUCCESS, "onSuccessConditionState",
            ConditionKind.ON_FAILURE, "onFailureConditionState");

    private final PipelineTable table;
    private final PipelineEngine engine;

    StateOperations(PipelineTable table, PipelineEngine engine) {
        this.table = table;
        this.engine = engine;
    }

    JsonNode get(Call call) {
        var name = call.text("name");
        var row = table.require(call, name);
        var pipeline = Pipeline.of(row.get("pipeline"));
        var executions = engine.executions(PipelineTable.key(call, name)).stream()
                .filter(execution -> execution.origin().mode() != ExecutionMode.PARALLEL)
                .toList();
        var state = Json.object().put("pipelineName", pipeline.name()).put("pipelineVersion", pipeline.version());
        state.set("created", row.get("created"));
        state.set("updated", row.get("updated"));
        state.set(
                "stageStates",
                Json.array(pipeline.stages().stream()
                        .map(stage -> stage(stage, row.path("disabled"), executions))
                        .toList()));
        return state;
    }

    /** A stage in an execution. */
    private record Visit(Execution execution, StageRun run) {}

    private static List<Visit> visits(Collection<Execution> executions, String stage) {
        return executions.stream()
                .flatMap(execution -> execution.stage(stage).stream().map(run -> new Visit(execution, run)))
                .sorted(Comparator.comparingLong(visit -> -visit.run().entered()))
                .toList();
    }

    private static ObjectNode stage(Pipeline.Stage stage, JsonNode disabled, Collection<Execution> executions) {
        var state = Json.object().put("stageName", stage.name());
        var closed = disabled.path(TransitionOperations.key(stage.name(), "Inbound"));
        state.set(
                "inboundTransitionState",
                closed.isObject() ? closed : Json.object().put("enabled", true));
        inbound(state, stage, executions);
        var visits = visits(executions, stage.name());
        state.set(
                "actionStates",
                Json.array(stage.actions().stream()
                        .map(action -> action(action, visits))
                        .toList()));
        visits.stream().findFirst().ifPresent(latest -> latest(state, latest));
        return state;
    }

    private static void inbound(ObjectNode state, Pipeline.Stage stage, Collection<Execution> executions) {
        var waiting = executions.stream()
                .filter(execution -> execution.status().active())
                .filter(execution -> execution.waitingFor().equals(stage.name()))
                .sorted(Comparator.comparing(Execution::updated).thenComparing(Execution::number))
                .map(execution ->
                        ExecutionView.inStage(execution, execution.status().name()))
                .toList();
        if (!waiting.isEmpty()) {
            state.set("inboundExecution", waiting.get(0));
            state.set("inboundExecutions", Json.array(waiting));
        }
    }

    private static void latest(ObjectNode state, Visit latest) {
        var run = latest.run();
        state.set(
                "latestExecution",
                ExecutionView.inStage(latest.execution(), run.status().name()));
        run.conditions().forEach((kind, condition) -> state.set(CONDITIONS.get(kind), ConditionView.state(condition)));
        var retries = run.retries();
        if (!retries.latest().isEmpty()) {
            var metadata = Json.object().put("latestRetryTrigger", retries.latest());
            if (retries.automatic() > 0) {
                metadata.put("autoStageRetryAttempt", retries.automatic());
            }
            if (retries.manual() > 0) {
                metadata.put("manualStageRetryAttempt", retries.manual());
            }
            state.set("retryStageMetadata", metadata);
        }
    }

    /** An action that has not run in the latest execution shows how it last ran. */
    private static ObjectNode action(Action action, List<Visit> visits) {
        var state = Json.object().put("actionName", action.name());
        var latest = visits.stream()
                .map(visit -> last(visit.run(), action.name()))
                .flatMap(Optional::stream)
                .findFirst();
        latest.ifPresent(run -> state.set("latestExecution", ActionView.state(run)));
        visits.stream()
                .flatMap(visit -> visit.run().actions().stream())
                .filter(run -> run.action().equals(action.name()))
                .map(run -> Optional.ofNullable(run.outcome().revision()))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(revision -> revision.created()))
                .ifPresent(revision -> {
                    state.set("currentRevision", ExecutionView.currentRevision(revision));
                    if (!revision.url().isEmpty()) {
                        state.put("revisionUrl", revision.url());
                    }
                });
        return state;
    }

    private static Optional<ActionRun> last(StageRun run, String action) {
        return run.actions().stream()
                .filter(attempt -> attempt.action().equals(action))
                .reduce((earlier, later) -> later);
    }
}
