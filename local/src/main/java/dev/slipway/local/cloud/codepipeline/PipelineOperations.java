package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.Tags;
import dev.slipway.local.cloud.codepipeline.declaration.Pipeline;
import dev.slipway.local.cloud.codepipeline.execution.driver.PipelineEngine;
import dev.slipway.local.cloud.codepipeline.execution.machine.Event;
import java.util.List;
import java.util.stream.StreamSupport;

/** Creates, reads, changes and deletes pipelines. */
final class PipelineOperations {
    private static final int PAGE = 1_000;
    private static final int MOST_PIPELINES = 1_000;
    private static final List<String> SUMMARY = List.of("name", "version", "pipelineType", "executionMode");

    private final PipelineTable table;
    private final Surroundings surroundings;
    private final PipelineEngine engine;
    private final StartOperations starts;

    PipelineOperations(PipelineTable table, Surroundings surroundings, PipelineEngine engine, StartOperations starts) {
        this.table = table;
        this.surroundings = surroundings;
        this.engine = engine;
        this.starts = starts;
    }

    private ObjectNode checked(Call call) {
        var declared = (ObjectNode) call.input().get("pipeline").deepCopy();
        PipelineDefaults.complete(declared);
        PipelineRules.check(Pipeline.of(declared), call.region());
        surroundings.check(call, declared);
        return declared;
    }

    JsonNode create(Call call) {
        var name = call.input().at("/pipeline/name").asText();
        TagOperations.check(call.input().path("tags"));
        table.store().read(view -> {
            refuseExisting(table.find(view, call, name).isPresent(), name);
            return name;
        });
        if (table.all(call).size() >= MOST_PIPELINES) {
            throw new AwsException("LimitExceededException", "%d pipelines, the limit".formatted(MOST_PIPELINES));
        }
        var pipeline = checked(call).put("version", 1);
        var row = Json.object("pipeline", pipeline);
        row.set("created", table.now());
        row.set("updated", table.now());
        row.set("tags", Tags.LOWER.merge(Json.object(), call.input().path("tags")));
        row.set("disabled", Json.object());
        engine.apply(PipelineTable.key(call, name), first(call, pipeline), transaction -> {
            refuseExisting(table.find(transaction, call, name).isPresent(), name);
            table.putVersion(transaction, call, row);
        });
        return Json.object("pipeline", shown(pipeline)).set("tags", row.get("tags"));
    }

    /** The first execution begins by itself, unless nobody could have given it the values that it needs. */
    private Event first(Call call, ObjectNode pipeline) {
        var allHaveDefaults = StreamSupport.stream(pipeline.path("variables").spliterator(), false)
                .allMatch(variable -> variable.has("defaultValue"));
        return allHaveDefaults ? starts.first(call) : new Event.Restructured();
    }

    private static void refuseExisting(boolean exists, String name) {
        if (exists) {
            throw new AwsException(
                    "PipelineNameInUseException",
                    "A pipeline with the name '%s' already exists in account '%s'".formatted(name, Call.ACCOUNT));
        }
    }

    /** Tokens of a forge and their like are never shown again. */
    private static ObjectNode shown(ObjectNode pipeline) {
        var shown = pipeline.deepCopy();
        for (var name : ActionTypes.SECRET) {
            shown.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, "****"));
        }
        return shown;
    }

    JsonNode get(Call call) {
        var name = call.text("name");
        var current = table.require(call, name);
        var row = current;
        if (call.has("version")) {
            var version = call.input().path("version").asInt();
            row = table.version(call, name, version)
                    .orElseThrow(() -> new AwsException(
                            "PipelineVersionNotFoundException",
                            "Pipeline '%s' has no version %d".formatted(name, version)));
        }
        var metadata = Json.object().put("pipelineArn", call.arn("codepipeline", name));
        metadata.set("created", current.get("created"));
        metadata.set("updated", row.get("updated"));
        return Json.object("pipeline", shown((ObjectNode) row.get("pipeline"))).set("metadata", metadata);
    }

    JsonNode update(Call call) {
        var name = call.input().at("/pipeline/name").asText();
        var found = table.store().read(view -> table.find(view, call, name));
        if (found.isEmpty()) {
            // UpdatePipeline declares no error for this; AWS answers so.
            throw new AwsException(
                    "InvalidStructureException", "The pipeline with name '%s' does not exist".formatted(name));
        }
        var pipeline = checked(call);
        engine.apply(PipelineTable.key(call, name), new Event.Restructured(), transaction -> {
            var row = table.require(transaction, call, name);
            pipeline.put("version", row.at("/pipeline/version").asInt() + 1);
            row.set("pipeline", pipeline);
            row.set("updated", table.now());
            table.putVersion(transaction, call, row);
        });
        return Json.object("pipeline", shown(pipeline));
    }

    JsonNode list(Call call) {
        var rows = table.all(call).stream().map(PipelineOperations::summary).toList();
        var size = call.input().path("maxResults").asInt(PAGE);
        return Page.of(rows, call.text("nextToken"), size, "pipelines", "nextToken", "InvalidNextTokenException");
    }

    private static ObjectNode summary(ObjectNode row) {
        var summary = Json.pick((ObjectNode) row.get("pipeline"), SUMMARY);
        summary.set("created", row.get("created"));
        summary.set("updated", row.get("updated"));
        return summary;
    }

    JsonNode delete(Call call) {
        var name = call.text("name");
        engine.remove(PipelineTable.key(call, name), transaction -> table.remove(transaction, call, name));
        return Json.object();
    }
}
