package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;

/** Conditions and their rules as answers show them. */
final class ConditionView {
    private ConditionView() {}

    /** As GetPipelineState shows the latest run of a condition. */
    static ObjectNode state(ConditionRun run) {
        var latest = Json.object().put("status", run.status().name());
        var condition = Json.object();
        condition.set(
                "latestExecution", latest.deepCopy().<ObjectNode>set("lastStatusChange", Json.seconds(run.updated())));
        condition.set(
                "ruleStates",
                Json.array(run.rules().stream()
                        .map(rule -> Json.object()
                                .put("ruleName", rule.rule())
                                .<ObjectNode>set("latestExecution", rule(rule)))
                        .toList()));
        var view = Json.object();
        view.set("latestExecution", latest);
        view.putArray("conditionStates").add(condition);
        return view;
    }

    private static ObjectNode rule(RuleRun run) {
        var view = Json.object()
                .put("ruleExecutionId", run.id())
                .put("status", run.status().name());
        if (!run.summary().isEmpty()) {
            view.put("summary", run.summary());
        }
        view.set("lastStatusChange", Json.seconds(run.updated()));
        error(view, run);
        return view;
    }

    private static void error(ObjectNode view, RuleRun run) {
        if (!run.errorCode().isEmpty()) {
            view.set("errorDetails", Json.object().put("code", run.errorCode()).put("message", run.summary()));
        }
    }

    /** As ListRuleExecutions shows a run. */
    static ObjectNode detail(Execution execution, String stage, JsonNode declared, String region, RuleRun run) {
        var input = Json.object();
        input.set("ruleTypeId", declared.path("ruleTypeId"));
        input.set("configuration", declared.path("configuration"));
        input.set("resolvedConfiguration", ActionView.map(run.configuration()));
        input.put("region", declared.path("region").asText(region));
        if (declared.has("roleArn")) {
            input.set("roleArn", declared.get("roleArn"));
        }
        var result = Json.object();
        if (!run.summary().isEmpty()) {
            result.put("externalExecutionSummary", run.summary());
        }
        error(result, run);
        var view = Json.object()
                .put("pipelineExecutionId", execution.id())
                .put("ruleExecutionId", run.id())
                .put("pipelineVersion", execution.origin().version())
                .put("stageName", stage)
                .put("ruleName", run.rule())
                .put("status", run.status().name());
        view.set("startTime", Json.seconds(run.started()));
        view.set("lastUpdateTime", Json.seconds(run.updated()));
        view.set("input", input);
        view.set("output", Json.object("executionResult", result));
        return view;
    }
}
