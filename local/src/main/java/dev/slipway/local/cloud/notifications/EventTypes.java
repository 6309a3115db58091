package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The events that a rule can be for.
 *
 * @see <a href="https://docs.aws.amazon.com/dtconsole/latest/userguide/concepts.html#events-ref-pipeline">Events for
 *     notification rules</a>
 */
final class EventTypes {
    private static final int PAGE = 100;
    private static final Map<String, List<String>> BY_RESOURCE = Map.of(
            "codepipeline-pipeline",
            Stream.concat(
                            Stream.of("action", "stage", "pipeline").flatMap(level -> states(level).stream()),
                            Stream.of("manual-approval-failed", "manual-approval-needed", "manual-approval-succeeded"))
                    .toList(),
            "codebuild-project",
            List.of(
                    "build-phase-failure",
                    "build-phase-success",
                    "build-state-failed",
                    "build-state-in-progress",
                    "build-state-stopped",
                    "build-state-succeeded"),
            "codedeploy-application",
            List.of("deployment-failed", "deployment-started", "deployment-succeeded"),
            "codecommit-repository",
            List.of(
                    "approvals-rule-override",
                    "approvals-status-changed",
                    "branches-and-tags-created",
                    "branches-and-tags-deleted",
                    "branches-and-tags-updated",
                    "comments-on-commits",
                    "comments-on-pull-requests",
                    "pull-request-created",
                    "pull-request-merged",
                    "pull-request-source-updated",
                    "pull-request-status-changed"));

    /** Every type by its id. */
    static final Map<String, ObjectNode> ALL = all();

    private EventTypes() {}

    private static List<String> states(String level) {
        var states = Stream.of("canceled", "failed", "resumed", "started", "succeeded");
        var more = level.equals("pipeline") ? Stream.of("superseded") : Stream.<String>empty();
        return Stream.concat(states, more)
                .filter(state -> !level.equals("action") || !state.equals("resumed"))
                .map(state -> "%s-execution-%s".formatted(level, state))
                .toList();
    }

    private static Map<String, ObjectNode> all() {
        var types = new TreeMap<String, ObjectNode>();
        BY_RESOURCE.forEach((resource, events) -> events.forEach(event -> {
            var id = resource + "-" + event;
            types.put(
                    id,
                    Json.object()
                            .put("EventTypeId", id)
                            .put("ServiceName", serviceName(resource))
                            .put("EventTypeName", event)
                            .put("ResourceType", resource.substring(resource.indexOf('-') + 1)));
        }));
        return types;
    }

    private static String serviceName(String resource) {
        return switch (resource.substring(0, resource.indexOf('-'))) {
            case "codepipeline" -> "CodePipeline";
            case "codebuild" -> "CodeBuild";
            case "codedeploy" -> "CodeDeploy";
            default -> "CodeCommit";
        };
    }

    private static boolean matches(Call call, ObjectNode type) {
        for (var filter : call.input().path("Filters")) {
            var member = filter.path("Name").asText().equals("SERVICE_NAME") ? "ServiceName" : "ResourceType";
            if (!type.path(member).equals(filter.path("Value"))) {
                return false;
            }
        }
        return true;
    }

    /** The service whose resource an event is of, as it stands in an ARN. */
    static String service(String id) {
        return id.substring(0, id.indexOf('-'));
    }

    static JsonNode list(Call call) {
        var types = ALL.values().stream().filter(type -> matches(call, type)).toList();
        var size = call.input().path("MaxResults").asInt(PAGE);
        return Page.of(types, call.text("NextToken"), size, "EventTypes", "NextToken", "InvalidNextTokenException");
    }
}
