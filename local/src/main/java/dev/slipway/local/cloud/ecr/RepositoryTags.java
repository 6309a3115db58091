package dev.slipway.local.cloud.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Tags;
import dev.slipway.local.cloud.store.Transaction;
import java.util.function.UnaryOperator;

/** Tags of repositories. */
final class RepositoryTags {
    private static final int MOST = 50;

    private final Repositories repositories;

    RepositoryTags(Repositories repositories) {
        this.repositories = repositories;
    }

    static void check(JsonNode tags) {
        Tags.UPPER.check(tags, MOST, "TooManyTagsException", "InvalidTagParameterException");
    }

    JsonNode tag(Call call) {
        return change(call, tags -> {
            var merged = Tags.UPPER.merge(tags, call.input().path("tags"));
            check(merged);
            return merged;
        });
    }

    JsonNode untag(Call call) {
        return change(call, tags -> Tags.UPPER.without(tags, call.input().path("tagKeys")));
    }

    JsonNode list(Call call) {
        return Json.object(
                "tags", repositories.store().read(view -> require(view, call)).path("tags"));
    }

    private JsonNode change(Call call, UnaryOperator<JsonNode> change) {
        repositories.store().write(transaction -> {
            var row = require(transaction, call);
            row.set("tags", change.apply(row.path("tags")));
            repositories.put(transaction, place(call), row);
            return row;
        });
        return Json.object();
    }

    private ObjectNode require(Transaction view, Call call) {
        return repositories.require(view, place(call));
    }

    private static Place place(Call call) {
        var arn = call.text("resourceArn");
        var prefix = call.arn("ecr", "repository/");
        if (!arn.startsWith(prefix)) {
            throw new AwsException(
                    "InvalidParameterException",
                    "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN', got %s, expected %sNAME"
                            .formatted(arn, prefix));
        }
        return new Place(call.region(), arn.substring(prefix.length()));
    }
}
