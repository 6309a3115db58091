package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.function.Consumer;

/** Opens and closes the ways into and out of a stage. */
final class TransitionOperations {
    private final PipelineTable table;

    TransitionOperations(PipelineTable table) {
        this.table = table;
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
        return table.store().write(transaction -> {
            var row = table.require(transaction, call, name);
            if (Pipeline.of(row.get("pipeline")).stages().stream()
                    .noneMatch(candidate -> candidate.name().equals(stage))) {
                throw new AwsException(
                        "StageNotFoundException", "Pipeline '%s' does not have a stage '%s'".formatted(name, stage));
            }
            change.accept(row.withObjectProperty("disabled"));
            table.put(transaction, call, row);
            return Json.object();
        });
    }
}
