package dev.slipway.local.cloud.access.calls;

import java.util.List;
import java.util.Set;

/**
 * What calls to EventBridge need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html">Actions, resources and condition keys</a>
 */
final class EventsCalls {
    private EventsCalls() {}

    static CallTable table() {
        var call = new CallTable(new Variables()
                        .from("EventBusName", "Entries.EventBusName", "Name")
                        .otherwise("EventBusName", "default"))
                .keys((api, context) -> {
                    context.put("events:TargetArn", CallTable.values(api.input(), "Targets.Arn"));
                    context.put("events:source", CallTable.values(api.input(), "Entries.Source"));
                    context.put("events:detail-type", CallTable.values(api.input(), "Entries.DetailType"));
                })
                .taggedOnCreation("PutRule", "CreateEventBus")
                .also(PassedRole.to("events.amazonaws.com", Set.of("PutTargets"), "Targets.RoleArn"))
                .also(PassedRole.to("events.amazonaws.com", Set.of("PutRule"), "RoleArn"));
        List.of(
                        "DeleteRule",
                        "DescribeRule",
                        "DisableRule",
                        "EnableRule",
                        "ListTargetsByRule",
                        "PutRule",
                        "PutTargets",
                        "RemoveTargets")
                .forEach(action -> call.resource(action, (api, name) -> List.of(rule(api))));
        return call;
    }

    private static String rule(ApiCall call) {
        var bus = call.text("EventBusName");
        var name = call.input().has("Rule") ? call.text("Rule") : call.text("Name");
        var busName = bus.substring(bus.lastIndexOf('/') + 1);
        return call.arn(
                "events", "rule/" + (busName.isEmpty() || busName.equals("default") ? "" : busName + "/") + name);
    }
}
