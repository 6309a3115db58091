package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.RegionTable;
import java.util.function.Consumer;

/** Tags of notification rules. */
final class TagOperations {
    private static final int MOST = 50;

    private final RegionTable table;
    private final RuleOperations rules;

    TagOperations(RegionTable table, RuleOperations rules) {
        this.table = table;
        this.rules = rules;
    }

    private ObjectNode change(Call call, Consumer<ObjectNode> change) {
        var rule = rules.require(call);
        var tags = rule.withObjectProperty("Tags");
        change.accept(tags);
        if (tags.size() > MOST) {
            throw new AwsException(
                    "LimitExceededException", "%d tags, expected at most %d".formatted(tags.size(), MOST));
        }
        table.write(transaction -> {
            table.put(transaction, call, RuleOperations.key(call.text("Arn")), rule);
            return rule;
        });
        return tags;
    }

    JsonNode tag(Call call) {
        return Json.object(
                "Tags",
                change(call, tags -> tags.setAll((ObjectNode) call.input().get("Tags"))));
    }

    JsonNode untag(Call call) {
        change(call, tags -> call.input().path("TagKeys").forEach(key -> tags.remove(key.asText())));
        return Json.object();
    }

    JsonNode list(Call call) {
        return Json.object("Tags", rules.require(call).path("Tags"));
    }
}
