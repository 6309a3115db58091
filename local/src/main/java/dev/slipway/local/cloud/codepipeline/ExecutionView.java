package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.Revision;

/** Executions as answers show them. */
final class ExecutionView {
    private static final int LONGEST_REVISION = 1500;
    private static final int LONGEST_IDENTIFIER = 100;

    private ExecutionView() {}

    static String clip(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }

    private static ObjectNode start(Execution execution) {
        var view = Json.object()
                .put("pipelineExecutionId", execution.id())
                .put("status", execution.status().name());
        if (!execution.summary().isEmpty()) {
            view.put("statusSummary", execution.summary());
        }
        var trigger = execution.origin().trigger();
        view.set("trigger", Json.object().put("triggerType", trigger.type()).put("triggerDetail", trigger.detail()));
        view.put("executionMode", execution.origin().mode().name());
        view.put("executionType", type(execution));
        if (execution.origin().rollback()) {
            view.set(
                    "rollbackMetadata",
                    Json.object()
                            .put(
                                    "rollbackTargetPipelineExecutionId",
                                    execution.origin().rollbackTarget()));
        }
        return view;
    }

    static String type(Execution execution) {
        return execution.origin().rollback() ? "ROLLBACK" : "STANDARD";
    }

    static ObjectNode summary(Execution execution) {
        var view = start(execution);
        view.set("startTime", Json.seconds(execution.origin().started()));
        view.set("lastUpdateTime", Json.seconds(execution.updated()));
        var products = execution.products();
        view.set(
                "sourceRevisions",
                Json.array(products.revisions().entrySet().stream()
                        .map(entry -> described(
                                Json.object()
                                        .put(
                                                "actionName",
                                                products.sources().getOrDefault(entry.getKey(), entry.getKey())),
                                entry.getValue()))
                        .toList()));
        var stop = execution.stop();
        if (stop != null) {
            view.set("stopTrigger", Json.object().put("reason", stop.reason()));
        }
        return view;
    }

    private static ObjectNode described(ObjectNode view, Revision revision) {
        view.put("revisionId", clip(revision.id(), LONGEST_REVISION));
        if (!revision.summary().isEmpty()) {
            view.put("revisionSummary", revision.summary());
        }
        if (!revision.url().isEmpty()) {
            view.put("revisionUrl", revision.url());
        }
        return view;
    }

    static ObjectNode whole(Pipeline pipeline, Execution execution) {
        var view = start(execution);
        view.put("pipelineName", pipeline.name());
        view.put("pipelineVersion", execution.origin().version());
        view.set(
                "artifactRevisions",
                Json.array(execution.products().revisions().entrySet().stream()
                        .map(entry -> artifact(entry.getKey(), entry.getValue()))
                        .toList()));
        view.set(
                "variables",
                Json.array(execution.origin().variables().entrySet().stream()
                        .map(entry -> Json.object().put("name", entry.getKey()).put("resolvedValue", entry.getValue()))
                        .toList()));
        return view;
    }

    private static ObjectNode artifact(String name, Revision revision) {
        var view = described(Json.object().put("name", name), revision);
        view.put("revisionChangeIdentifier", clip(revision.id(), LONGEST_IDENTIFIER));
        view.set("created", Json.seconds(revision.created()));
        return view;
    }

    static ObjectNode inStage(Execution execution, String status) {
        return Json.object()
                .put("pipelineExecutionId", execution.id())
                .put("status", status)
                .put("type", type(execution));
    }

    static ObjectNode currentRevision(Revision revision) {
        var view = Json.object()
                .put("revisionId", clip(revision.id(), LONGEST_REVISION))
                .put("revisionChangeId", clip(revision.id(), LONGEST_IDENTIFIER));
        view.set("created", Json.seconds(revision.created()));
        return view;
    }
}
