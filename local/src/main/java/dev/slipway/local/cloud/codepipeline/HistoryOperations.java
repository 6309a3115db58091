package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.RuleRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageRun;
import dev.slipway.local.cloud.codepipeline.execution.model.StageStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What ran: executions, attempts of actions, runs of rules; the newest first. */
final class HistoryOperations {
    private static final int PAGE = 100;
    private static final String BAD_TOKEN = "InvalidNextTokenException";

    private final PipelineTable table;
    private final PipelineEngine engine;

    HistoryOperations(PipelineTable table, PipelineEngine engine) {
        this.table = table;
        this.engine = engine;
    }

    private List<Execution> executions(Call call) {
        var name = call.text("pipelineName");
        table.require(call, name);
        return engine.executions(PipelineTable.key(call, name)).stream()
                .sorted(Comparator.comparingLong(Execution::number).reversed())
                .toList();
    }

    JsonNode execution(Call call) {
        var id = call.text("pipelineExecutionId");
        var execution = require(executions(call), id, call.text("pipelineName"));
        var pipeline = table.structure(
                call, call.text("pipelineName"), execution.origin().version());
        return Json.object("pipelineExecution", ExecutionView.whole(pipeline, execution));
    }

    private static Execution require(List<Execution> executions, String id, String pipeline) {
        return executions.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "PipelineExecutionNotFoundException",
                        "Pipeline '%s' has no execution %s".formatted(pipeline, id)));
    }

    JsonNode executionsOf(Call call) {
        var succeeded = call.input().at("/filter/succeededInStage/stageName").asText();
        var summaries = executions(call).stream()
                .filter(execution -> succeeded.isEmpty()
                        || execution
                                .stage(succeeded)
                                .filter(run -> run.status() == StageStatus.Succeeded)
                                .isPresent())
                .map(ExecutionView::summary)
                .toList();
        return page(call, summaries, "pipelineExecutionSummaries");
    }

    private static JsonNode page(Call call, List<ObjectNode> all, String list) {
        var size = call.input().path("maxResults").asInt(PAGE);
        return Page.of(all, call.text("nextToken"), size, list, "nextToken", BAD_TOKEN);
    }

    /** What a filter leaves: all executions or one, all attempts or the latest. */
    private record Filter(List<Execution> executions, boolean latestOnly) {}

    private Filter filter(Call call) {
        var all = executions(call);
        var filter = call.input().path("filter");
        var latest = filter.path("latestInPipelineExecution");
        var id = latest.isObject()
                ? latest.path("pipelineExecutionId").asText()
                : filter.path("pipelineExecutionId").asText();
        return new Filter(
                id.isEmpty() ? all : List.of(require(all, id, call.text("pipelineName"))),
                latest.path("startTimeRange").asText().equals("Latest"));
    }

    /** An entry of a history. */
    private record Entry(Instant started, ObjectNode view) {}

    private static List<ObjectNode> newestFirst(List<Entry> entries) {
        // Of two that began at the same time, the later one in the list began later.
        var reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        return reversed.stream()
                .sorted(Comparator.comparing(Entry::started).reversed())
                .map(Entry::view)
                .toList();
    }

    JsonNode actions(Call call) {
        var filter = filter(call);
        var entries = new ArrayList<Entry>();
        for (var execution : filter.executions()) {
            var pipeline = table.structure(
                    call, call.text("pipelineName"), execution.origin().version());
            for (var stage : execution.stages()) {
                for (var run : filter.latestOnly() ? stage.current() : stage.actions()) {
                    entries.add(new Entry(run.started(), view(call, pipeline, execution, stage, run)));
                }
            }
        }
        return page(call, newestFirst(entries), "actionExecutionDetails");
    }

    private static ObjectNode view(Call call, Pipeline pipeline, Execution execution, StageRun stage, ActionRun run) {
        var action = pipeline.stage(stage.stage())
                .flatMap(declared -> declared.action(run.action()))
                .orElseThrow(() -> new IllegalStateException("no action " + run.action()));
        return ActionView.detail(execution, stage.stage(), action, call.region(), run);
    }

    JsonNode rules(Call call) {
        var filter = filter(call);
        var entries = new ArrayList<Entry>();
        for (var execution : filter.executions()) {
            var pipeline = table.structure(
                    call, call.text("pipelineName"), execution.origin().version());
            for (var stage : execution.stages()) {
                stage.conditions().forEach((kind, condition) -> condition
                        .rules()
                        .forEach(run -> entries.add(new Entry(
                                run.started(),
                                ConditionView.detail(
                                        execution,
                                        stage.stage(),
                                        declared(pipeline, stage, kind, run),
                                        call.region(),
                                        run)))));
            }
        }
        return page(call, newestFirst(entries), "ruleExecutionDetails");
    }

    private static JsonNode declared(Pipeline pipeline, StageRun stage, ConditionKind kind, RuleRun run) {
        return pipeline.stage(stage.stage()).stream()
                .flatMap(declared -> Pipeline.children(declared.node()
                        .path(kind.member())
                        .path("conditions")
                        .path(0)
                        .path("rules")))
                .filter(rule -> rule.path("name").asText().equals(run.rule()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + run.rule()));
    }
}
