package dev.slipway.local.cloud.codepipeline.execution.machine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.codepipeline.declaration.Action;
import dev.slipway.local.cloud.codepipeline.execution.model.ActionRun;
import dev.slipway.local.cloud.codepipeline.execution.model.Execution;
import dev.slipway.local.cloud.codepipeline.execution.model.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collects the events of one step.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html">Events
 *     of CodePipeline</a>
 */
final class Notices {
    private final Structure structure;
    private final Instant now;
    private final List<Notice> all = new ArrayList<>();

    Notices(Structure structure, Instant now) {
        this.structure = structure;
        this.now = now;
    }

    List<Notice> all() {
        return all;
    }

    private ObjectNode detail(Execution execution) {
        return Json.object().put("pipeline", structure.current().name()).put("execution-id", execution.id());
    }

    private ObjectNode end(ObjectNode detail, String state, Execution execution) {
        return detail.put("state", state)
                .put("version", (double) execution.origin().version());
    }

    private void add(String what, ObjectNode detail) {
        all.add(new Notice("CodePipeline %s Execution State Change".formatted(what), detail, now));
    }

    void pipeline(Execution execution, String state) {
        var detail = end(detail(execution), state, execution);
        if (state.equals("STARTED")) {
            var trigger = execution.origin().trigger();
            detail.set(
                    "execution-trigger",
                    Json.object().put("trigger-type", trigger.type()).put("trigger-detail", trigger.detail()));
        }
        var stop = execution.stop();
        if (stop != null && (state.equals("STOPPING") || state.equals("STOPPED"))) {
            detail.put("stop-execution-comments", stop.reason());
        }
        add("Pipeline", detail);
    }

    void stage(Execution execution, String stage, String state) {
        add("Stage", end(detail(execution).put("stage", stage), state, execution));
    }

    void action(Execution execution, String stage, Action action, ActionRun run, String state) {
        var detail = detail(execution).put("stage", stage).put("action", action.name());
        end(detail, state, execution);
        detail.put("region", action.region().isEmpty() ? structure.region() : action.region());
        detail.set(
                "type",
                Json.object()
                        .put("owner", action.type().owner())
                        .put("provider", action.type().provider())
                        .put("category", action.type().category())
                        .put("version", action.type().version()));
        detail.set("input-artifacts", artifacts(run.input().inputs()));
        detail.set(
                "output-artifacts",
                artifacts(state.equals("STARTED") ? Map.of() : run.input().outputs()));
        if (state.equals("FAILED")) {
            detail.set("execution-result", result(run));
        }
        add("Action", detail);
    }

    private static ObjectNode result(ActionRun run) {
        return Json.object()
                .put("external-execution-url", run.progress().externalUrl())
                .put("external-execution-summary", run.outcome().message())
                .put("external-execution-id", run.progress().externalId())
                .put("error-code", run.outcome().errorCode());
    }

    private static ArrayNode artifacts(Map<String, Location> artifacts) {
        return Json.array(artifacts.entrySet().stream()
                .map(artifact -> Json.object()
                        .put("name", artifact.getKey())
                        .<ObjectNode>set(
                                "s3location",
                                Json.object()
                                        .put("bucket", artifact.getValue().bucket())
                                        .put("key", artifact.getValue().key())))
                .toList());
    }
}
