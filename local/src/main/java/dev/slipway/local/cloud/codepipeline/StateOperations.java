package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.List;

/** The state of pipelines. None of them ever ran, so there are no executions in it. */
final class StateOperations {
    private final PipelineTable table;

    StateOperations(PipelineTable table) {
        this.table = table;
    }

    JsonNode get(Call call) {
        var row = table.require(call, call.text("name"));
        var pipeline = Pipeline.of(row.get("pipeline"));
        var state = Json.object()
                .put("pipelineName", pipeline.name())
                .put("pipelineVersion", row.at("/pipeline/version").asInt());
        state.set("created", row.get("created"));
        state.set("updated", row.get("updated"));
        state.set(
                "stageStates",
                Json.array(pipeline.stages().stream()
                        .map(stage -> stage(stage, row.path("disabled")))
                        .toList()));
        return state;
    }

    private static ObjectNode stage(Pipeline.Stage stage, JsonNode disabled) {
        var state = Json.object().put("stageName", stage.name());
        var closed = disabled.path(TransitionOperations.key(stage.name(), "Inbound"));
        state.set(
                "inboundTransitionState",
                closed.isObject() ? closed : Json.object().put("enabled", true));
        state.set(
                "actionStates",
                Json.array(stage.actions().stream()
                        .map(action -> Json.object().put("actionName", action.name()))
                        .toList()));
        return state;
    }

    JsonNode executions(Call call) {
        table.require(call, call.text("pipelineName"));
        return Json.object("pipelineExecutionSummaries", Json.array(List.of()));
    }

    JsonNode actionExecutions(Call call) {
        table.require(call, call.text("pipelineName"));
        return Json.object("actionExecutionDetails", Json.array(List.of()));
    }
}
