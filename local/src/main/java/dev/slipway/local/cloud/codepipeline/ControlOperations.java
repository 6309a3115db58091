package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import dev.slipway.local.cloud.codepipeline.execution.model.ConditionKind;
import java.time.Clock;
import java.util.UUID;

/** What callers do to executions: stop, retry, roll back, override, approve. */
final class ControlOperations {
    private static final String EXECUTION = "pipelineExecutionId";
    private static final String STAGE = "stageName";

    private final PipelineEngine engine;
    private final Clock clock;

    ControlOperations(PipelineEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    private void apply(Call call, Event event) {
        engine.apply(PipelineTable.key(call, call.text("pipelineName")), event);
    }

    JsonNode stop(Call call) {
        var abandon = call.input().path("abandon").asBoolean();
        apply(call, new Event.StopExecution(call.text(EXECUTION), abandon, call.text("reason")));
        return Json.object().put(EXECUTION, call.text(EXECUTION));
    }

    JsonNode retry(Call call) {
        var all = call.text("retryMode").equals("ALL_ACTIONS");
        apply(call, new Event.Retry(call.text(STAGE), call.text(EXECUTION), all));
        return Json.object().put(EXECUTION, call.text(EXECUTION));
    }

    JsonNode rollback(Call call) {
        var id = UUID.randomUUID().toString();
        var by = call.caller().principalArn();
        apply(call, new Event.Rollback(id, call.text(STAGE), call.text("targetPipelineExecutionId"), by));
        return Json.object().put(EXECUTION, id);
    }

    JsonNode override(Call call) {
        var kind = ConditionKind.valueOf(call.text("conditionType"));
        apply(call, new Event.OverrideCondition(call.text(STAGE), call.text(EXECUTION), kind));
        return Json.object();
    }

    JsonNode approve(Call call) {
        var result = call.input().path("result");
        apply(
                call,
                new Event.Answer(
                        call.text(STAGE),
                        call.text("actionName"),
                        call.text("token"),
                        result.path("status").asText().equals("Approved"),
                        result.path("summary").asText(),
                        call.caller().principalArn()));
        return Json.object("approvedAt", Json.seconds(clock.instant()));
    }
}
