package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import dev.slipway.local.cloud.codepipeline.execution.model.RunStatus;
import java.util.Map;

/** Attempts of actions as answers show them. */
final class ActionView {
    private static final int LONGEST_SUMMARY = 2048;
    private static final int LONGEST_MESSAGE = 5000;

    private ActionView() {}

    /** As GetPipelineState shows the latest attempt. */
    static ObjectNode state(ActionRun run) {
        var view = Json.object()
                .put("actionExecutionId", run.id())
                .put("status", run.status().name());
        var summary = run.progress().summary().isEmpty()
                ? run.outcome().message()
                : run.progress().summary();
        put(view, "summary", ExecutionView.clip(summary, LONGEST_SUMMARY));
        view.set("lastStatusChange", Json.seconds(run.updated()));
        if (run.status() == RunStatus.InProgress) {
            put(view, "token", run.input().token());
        }
        put(view, "lastUpdatedBy", run.updatedBy());
        put(view, "externalExecutionId", run.progress().externalId());
        put(view, "externalExecutionUrl", run.progress().externalUrl());
        error(view, run);
        return view;
    }

    private static void put(ObjectNode view, String member, String value) {
        if (!value.isEmpty()) {
            view.put(member, value);
        }
    }

    private static void error(ObjectNode view, ActionRun run) {
        if (run.outcome().failed()) {
            view.set(
                    "errorDetails",
                    Json.object()
                            .put("code", run.outcome().errorCode())
                            .put(
                                    "message",
                                    run.outcome().message().isEmpty()
                                            ? run.outcome().errorCode()
                                            : ExecutionView.clip(run.outcome().message(), LONGEST_MESSAGE)));
        }
    }

    /** As ListActionExecutions shows it. */
    static ObjectNode detail(Execution execution, String stage, Action action, String region, ActionRun run) {
        var view = Json.object()
                .put("pipelineExecutionId", execution.id())
                .put("actionExecutionId", run.id())
                .put("pipelineVersion", execution.origin().version())
                .put("stageName", stage)
                .put("actionName", run.action())
                .put("status", run.status().name());
        view.set("startTime", Json.seconds(run.started()));
        view.set("lastUpdateTime", Json.seconds(run.updated()));
        put(view, "updatedBy", run.updatedBy());
        view.set("input", input(action, region, run));
        view.set("output", output(run));
        return view;
    }

    private static ObjectNode input(Action action, String region, ActionRun run) {
        var input = Json.object();
        input.set("actionTypeId", action.node().path("actionTypeId"));
        input.set("configuration", action.node().path("configuration"));
        input.set("resolvedConfiguration", map(run.input().configuration()));
        put(input, "roleArn", action.node().path("roleArn").asText());
        input.put("region", action.region().isEmpty() ? region : action.region());
        input.set("inputArtifacts", artifacts(run.input().inputs()));
        put(input, "namespace", action.namespace());
        return input;
    }

    private static ObjectNode output(ActionRun run) {
        var output = Json.object();
        output.set(
                "outputArtifacts",
                artifacts(run.status() == RunStatus.Succeeded ? run.input().outputs() : Map.of()));
        var result = Json.object();
        // An approval has nothing outside; its token stands there.
        put(
                result,
                "externalExecutionId",
                run.input().token().isEmpty()
                        ? run.progress().externalId()
                        : run.input().token());
        put(result, "externalExecutionSummary", run.progress().summary());
        put(result, "externalExecutionUrl", run.progress().externalUrl());
        error(result, run);
        output.set("executionResult", result);
        output.set("outputVariables", map(run.outcome().variables()));
        return output;
    }

    static ObjectNode map(Map<String, String> values) {
        var view = Json.object();
        values.forEach(view::put);
        return view;
    }

    private static ArrayNode artifacts(Map<String, Location> artifacts) {
        return Json.array(artifacts.entrySet().stream()
                .map(entry -> Json.object()
                        .put("name", entry.getKey())
                        .<ObjectNode>set(
                                "s3location",
                                Json.object()
                                        .put("bucket", entry.getValue().bucket())
                                        .put("key", entry.getValue().key())))
                .toList());
    }
}
