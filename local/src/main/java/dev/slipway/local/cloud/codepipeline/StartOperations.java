package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.access.AccessControl;
import dev.slipway.local.cloud.access.AccessRequest;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineKey;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.model.Trigger;
import dev.slipway.local.cloud.signature.Credential;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Starts executions: for callers, and for rules of EventBridge. */
final class StartOperations implements PipelineStarts {
    private final PipelineTable table;
    private final PipelineEngine engine;
    private final StartTokens tokens;
    private final AccessControl access;

    StartOperations(PipelineTable table, PipelineEngine engine, StartTokens tokens, AccessControl access) {
        this.table = table;
        this.engine = engine;
        this.tokens = tokens;
        this.access = access;
    }

    JsonNode start(Call call) {
        var key = PipelineTable.key(call, call.text("name"));
        var trigger = new Trigger("StartPipelineExecution", call.caller().principalArn());
        var id = start(key, trigger, call.text("clientRequestToken"), call.input());
        return Json.object().put("pipelineExecutionId", id);
    }

    @Override
    public String startByRule(String pipelineArn, String ruleArn, String token, ObjectNode input, Credential caller) {
        var parts = pipelineArn.split(":", 6);
        if (parts.length != 6 || !parts[2].equals("codepipeline")) {
            throw new AwsException("ValidationException", "'%s' is not the ARN of a pipeline".formatted(pipelineArn));
        }
        var key = new PipelineKey(parts[3], parts[5]);
        access.require(caller, AccessRequest.of(key.region(), "codepipeline:StartPipelineExecution", pipelineArn));
        return start(key, new Trigger("CloudWatchEvent", ruleArn), token, input);
    }

    /** The first execution, which the creation of a pipeline starts. */
    Event.Start first(Call call) {
        return new Event.Start(
                UUID.randomUUID().toString(),
                new Trigger("CreatePipeline", call.caller().principalArn()),
                Map.of(),
                Map.of());
    }

    private String start(PipelineKey key, Trigger trigger, String token, ObjectNode input) {
        var pipeline =
                Pipeline.of(table.store().read(view -> table.require(view, key)).get("pipeline"));
        var variables = new HashMap<String, String>();
        input.path("variables")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        var event = new Event.Start(
                UUID.randomUUID().toString(),
                trigger,
                variables,
                SourceOverrides.of(pipeline, input.path("sourceRevisions")));
        try {
            engine.apply(key, event, transaction -> tokens.take(transaction, key, token, event.id()));
            return event.id();
        } catch (StartTokens.Taken before) {
            return before.execution();
        }
    }
}
