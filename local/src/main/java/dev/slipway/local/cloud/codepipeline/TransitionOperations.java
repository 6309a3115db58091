package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import java.util.function.Consumer;

/** Opens and closes the ways into and out of a stage. */
final class TransitionOperations {
    private final PipelineTable table;
    private final PipelineEngine engine;

    TransitionOperations(PipelineTable table, PipelineEngine engine) {
        this.table = table;
        this.engine = engine;
    }

    static String key(String stage, String type) {
        return stage + "/" + type;
    }

    JsonNode enable(Call call) {
        return change(call, disabled -> disabled.remove(key(call.text("stageName"), call.text("transitionType"))));
    }

    JsonNode disable(Call call) {
        var state = Json.object()
                .put("enabled", false)
                .put("lastChangedBy", call.caller().principalArn())
                .put("disabledReason", call.text("reason"));
        state.set("lastChangedAt", table.now());
        return change(call, disabled -> disabled.set(key(call.text("stageName"), call.text("transitionType")), state));
    }

    private JsonNode change(Call call, Consumer<ObjectNode> change) {
        var name = call.text("pipelineName");
        var stage = call.text("stageName");
        engine.apply(PipelineTable.key(call, name), new Event.TransitionChanged(), transaction -> {
            var row = table.require(transaction, call, name);
            if (Pipeline.of(row.get("pipeline")).stages().stream()
                    .noneMatch(candidate -> candidate.name().equals(stage))) {
                throw new AwsException(
                        "StageNotFoundException", "Pipeline '%s' does not have a stage '%s'".formatted(name, stage));
            }
            change.accept(row.withObjectProperty("disabled"));
            table.put(transaction, call, row);
        });
        return Json.object();
    }
}
