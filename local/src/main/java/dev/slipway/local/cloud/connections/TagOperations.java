package dev.slipway.local.cloud.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.api.Tags;
import java.util.function.Function;

/** Tags of connections and hosts. */
final class TagOperations {
    private static final int MOST = 200;

    private final RegionTable connections;
    private final RegionTable hosts;

    TagOperations(RegionTable connections, RegionTable hosts) {
        this.connections = connections;
        this.hosts = hosts;
    }

    static void check(JsonNode tags) {
        Tags.UPPER.check(tags, MOST, "LimitExceededException", "ValidationException");
    }

    private RegionTable table(Call call) {
        return Arns.resource(call.text("ResourceArn")).startsWith("host/") ? hosts : connections;
    }

    private JsonNode change(Call call, Function<JsonNode, ArrayNode> change) {
        var key = Arns.resource(call.text("ResourceArn"));
        var table = table(call);
        return table.write(transaction -> {
            var row = table.find(transaction, call, key)
                    .orElseThrow(() -> ConnectionOperations.missing(call.text("ResourceArn")));
            var tags = change.apply(row.path("Tags"));
            check(tags);
            row.set("Tags", tags);
            table.put(transaction, call, key, row);
            return Json.object();
        });
    }

    JsonNode tag(Call call) {
        return change(call, tags -> Tags.UPPER.merge(tags, call.input().path("Tags")));
    }

    JsonNode untag(Call call) {
        return change(call, tags -> Tags.UPPER.without(tags, call.input().path("TagKeys")));
    }

    JsonNode list(Call call) {
        return Json.object(
                "Tags",
                table(call)
                        .find(call, Arns.resource(call.text("ResourceArn")))
                        .orElseThrow(() -> ConnectionOperations.missing(call.text("ResourceArn")))
                        .path("Tags"));
    }
}
