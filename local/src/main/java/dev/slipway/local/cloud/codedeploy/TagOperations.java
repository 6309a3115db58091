package dev.slipway.local.cloud.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.api.Tags;
import java.util.function.Function;

/** Tags of applications and deployment groups. */
final class TagOperations {
    private static final int MOST = 50;
    private static final String APPLICATION = "application:";
    private static final String GROUP = "deploymentgroup:";

    private final RegionTable applications;
    private final RegionTable groups;

    TagOperations(RegionTable applications, RegionTable groups) {
        this.applications = applications;
        this.groups = groups;
    }

    static void check(JsonNode tags) {
        Tags.UPPER.check(tags, MOST, "InvalidTagsToAddException", "InvalidTagsToAddException");
    }

    private record Tagged(RegionTable table, String key, String missing) {}

    private Tagged tagged(Call call) {
        var arn = call.text("ResourceArn");
        var prefix = call.arn("codedeploy", "");
        if (!arn.startsWith(prefix)) {
            throw new AwsException("InvalidArnException", "'%s' does not start with %s".formatted(arn, prefix));
        }
        var resource = arn.substring(prefix.length());
        if (resource.startsWith(APPLICATION)) {
            return new Tagged(
                    applications, resource.substring(APPLICATION.length()), "ApplicationDoesNotExistException");
        }
        if (resource.startsWith(GROUP)) {
            return new Tagged(groups, resource.substring(GROUP.length()), "DeploymentGroupDoesNotExistException");
        }
        throw new AwsException("ArnNotSupportedException", "'%s' is not of an application or a group".formatted(arn));
    }

    private JsonNode change(Call call, Function<JsonNode, ArrayNode> change) {
        var tagged = tagged(call);
        return tagged.table().write(transaction -> {
            ObjectNode row = tagged.table()
                    .find(transaction, call, tagged.key())
                    .orElseThrow(
                            () -> new AwsException(tagged.missing(), call.text("ResourceArn") + " does not exist"));
            var tags = change.apply(row.path("tags"));
            check(tags);
            row.set("tags", tags);
            tagged.table().put(transaction, call, tagged.key(), row);
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
        var tagged = tagged(call);
        // The model declares no error for something that is not there.
        var tags = tagged.table().find(call, tagged.key()).map(row -> row.path("tags"));
        return Json.object("Tags", Tags.UPPER.merge(tags.orElseGet(Json::object), Json.object()));
    }
}
