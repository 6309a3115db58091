package dev.slipway.local.cloud.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import java.util.function.Consumer;

/** Tags of log groups, by the ARN of a group and, as older clients do, by its name. */
final class GroupTags {
    private static final int MOST = 50;

    private final Groups groups;

    GroupTags(Groups groups) {
        this.groups = groups;
    }

    /** Tags as AWS takes them: at most 50, none that AWS keeps for itself. */
    static JsonNode checked(JsonNode tags) {
        if (tags.size() > MOST) {
            throw Groups.invalid("%d tags, expected at most %d".formatted(tags.size(), MOST));
        }
        tags.fieldNames().forEachRemaining(key -> {
            if (key.startsWith("aws:")) {
                throw Groups.invalid("the tag key %s starts with aws:, which AWS keeps".formatted(key));
            }
        });
        return tags;
    }

    JsonNode tag(Call call) {
        return add(call, ofArn(call), "TooManyTagsException");
    }

    JsonNode tagByName(Call call) {
        return add(call, call.text("logGroupName"), "InvalidParameterException");
    }

    private JsonNode add(Call call, String name, String tooMany) {
        return change(call, name, tags -> {
            tags.setAll((ObjectNode) checked(call.input().path("tags")));
            if (tags.size() > MOST) {
                throw new AwsException(tooMany, "%d tags, expected at most %d".formatted(tags.size(), MOST));
            }
        });
    }

    JsonNode untag(Call call) {
        return remove(call, ofArn(call), call.input().path("tagKeys"));
    }

    JsonNode untagByName(Call call) {
        return remove(call, call.text("logGroupName"), call.input().path("tags"));
    }

    private JsonNode remove(Call call, String name, JsonNode keys) {
        return change(call, name, tags -> keys.forEach(key -> tags.remove(key.asText())));
    }

    JsonNode list(Call call) {
        return Json.object("tags", groups.require(call, ofArn(call)).path("tags"));
    }

    JsonNode listByName(Call call) {
        return Json.object(
                "tags", groups.require(call, call.text("logGroupName")).path("tags"));
    }

    private static String ofArn(Call call) {
        var arn = call.text("resourceArn");
        var start = call.arn("logs", "log-group:");
        if (!arn.startsWith(start) || arn.indexOf(':', start.length()) >= 0) {
            throw Groups.invalid("resourceArn is %s, expected %sNAME".formatted(arn, start));
        }
        return arn.substring(start.length());
    }

    private JsonNode change(Call call, String name, Consumer<ObjectNode> change) {
        return groups.groups().write(transaction -> {
            var row = groups.require(transaction, call, name);
            change.accept(row.withObject("/tags"));
            groups.groups().put(transaction, call, name, row);
            return Json.object();
        });
    }
}
