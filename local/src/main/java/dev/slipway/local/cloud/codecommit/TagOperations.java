package dev.slipway.local.cloud.codecommit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.store.Transaction;
import java.util.function.Consumer;

/** Tags of repositories. */
final class TagOperations {
    private static final int MOST = 50;

    private final RepositoryTable table;

    TagOperations(RepositoryTable table) {
        this.table = table;
    }

    static void check(JsonNode tags, int others) {
        if (tags.size() + others > MOST) {
            throw new AwsException(
                    "TooManyTagsException", "%d tags, expected at most %d".formatted(tags.size() + others, MOST));
        }
        tags.fieldNames().forEachRemaining(key -> {
            if (key.startsWith("aws:")) {
                throw new AwsException(
                        "InvalidSystemTagUsageException",
                        "the tag key %s starts with aws:, which AWS keeps".formatted(key));
            }
        });
    }

    JsonNode tag(Call call) {
        change(call, tags -> {
            var added = (ObjectNode) call.input().get("tags");
            check(added, (int) tags.propertyStream()
                    .filter(tag -> !added.has(tag.getKey()))
                    .count());
            tags.setAll(added);
        });
        return Json.object();
    }

    JsonNode untag(Call call) {
        change(call, tags -> call.input().path("tagKeys").forEach(key -> tags.remove(key.asText())));
        return Json.object();
    }

    JsonNode list(Call call) {
        return Json.object(
                "tags", table.store().read(view -> require(view, call)).path("tags"));
    }

    private void change(Call call, Consumer<ObjectNode> change) {
        table.store().write(transaction -> {
            var row = require(transaction, call);
            change.accept(row.withObjectProperty("tags"));
            table.put(transaction, call.region(), row);
            return row;
        });
    }

    private ObjectNode require(Transaction view, Call call) {
        var arn = call.text("resourceArn");
        var prefix = call.arn("codecommit", "");
        if (!arn.startsWith(prefix)) {
            throw new AwsException("InvalidResourceArnException", "'%s' does not start with %s".formatted(arn, prefix));
        }
        return table.require(view, call, arn.substring(prefix.length()));
    }
}
