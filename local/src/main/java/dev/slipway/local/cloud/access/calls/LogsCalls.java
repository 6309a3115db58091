package dev.slipway.local.cloud.access.calls;

import dev.slipway.iam.catalog.ActionCatalog;
import java.util.List;
import java.util.Set;

/**
 * What calls to CloudWatch Logs need. Actions on a group are judged on all its streams, tags aside: AWS asks for ARNs that end in :*.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions, resources and condition keys</a>
 */
final class LogsCalls {
    private LogsCalls() {}

    static CallTable table() {
        var tags = Set.of("ListTagsForResource", "TagResource", "UntagResource");
        var table = new CallTable(new Variables()
                        .from("LogGroupName", "logGroupNames", "logGroupIdentifier", "logGroupIdentifiers")
                        .otherwise("LogGroupName", "*")
                        .otherwise("LogStreamName", ""))
                .taggedOnCreation("CreateLogGroup");
        for (var action : ActionCatalog.get().expand("logs:*")) {
            var takesGroup =
                    action.resourceTypes().stream().anyMatch(type -> type.name().equals("log-group"));
            if (takesGroup && !tags.contains(action.name())) {
                table.resource(action.name(), (call, name) -> List.of(group(call)));
            }
        }
        return table.resource("TagResource", (call, name) -> List.of(tagged(call)));
    }

    private static String group(ApiCall call) {
        var names = List.of("logGroupName", "logGroupIdentifier", "logGroupNames", "logGroupIdentifiers").stream()
                .flatMap(member -> Variables.texts(call.input(), member))
                .findFirst()
                .orElse("");
        return (names.startsWith("arn:") ? names : call.arn("logs", "log-group:" + names)) + ":log-stream:";
    }

    private static String tagged(ApiCall call) {
        var arn = call.text("resourceArn");
        return arn.isEmpty() ? call.arn("logs", "log-group:" + call.text("logGroupName")) : arn;
    }
}
