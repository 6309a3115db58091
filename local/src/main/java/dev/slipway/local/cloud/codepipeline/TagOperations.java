package dev.slipway.local.cloud.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Tags;
import dev.slipway.local.cloud.store.Transaction;

/** Tags of pipelines. */
final class TagOperations {
    private static final int MOST = 50;

    private final PipelineTable table;

    TagOperations(PipelineTable table) {
        this.table = table;
    }

    static void check(JsonNode tags) {
        Tags.LOWER.check(tags, MOST, "TooManyTagsException", "InvalidTagsException");
    }

    JsonNode tag(Call call) {
        return table.store().write(transaction -> {
            var row = require(transaction, call);
            var merged = Tags.LOWER.merge(row.path("tags"), call.input().path("tags"));
            check(merged);
            row.set("tags", merged);
            table.put(transaction, call, row);
            return Json.object();
        });
    }

    JsonNode untag(Call call) {
        return table.store().write(transaction -> {
            var row = require(transaction, call);
            row.set("tags", Tags.LOWER.without(row.path("tags"), call.input().path("tagKeys")));
            table.put(transaction, call, row);
            return Json.object();
        });
    }

    JsonNode list(Call call) {
        return Json.object(
                "tags", table.store().read(view -> require(view, call)).path("tags"));
    }

    private ObjectNode require(Transaction view, Call call) {
        var arn = call.text("resourceArn");
        var prefix = call.arn("codepipeline", "");
        if (!arn.startsWith(prefix)) {
            throw new AwsException("InvalidArnException", "'%s' does not start with %s".formatted(arn, prefix));
        }
        return table.find(view, call, arn.substring(prefix.length()))
                .orElseThrow(() -> new AwsException("ResourceNotFoundException", arn + " does not exist"));
    }
}
