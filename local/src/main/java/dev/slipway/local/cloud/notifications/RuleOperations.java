package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Creates, reads, changes and deletes notification rules. */
final class RuleOperations {
    private static final Set<String> TARGETS = Set.of("SNS", "AWSChatbotSlack", "AWSChatbotMicrosoftTeams");
    private static final int MOST_TARGETS = 10;
    private static final int PAGE = 100;

    private final RegionTable table;
    private final TargetStates states;
    private final Clock clock;

    RuleOperations(RegionTable table, TargetStates states, Clock clock) {
        this.table = table;
        this.states = states;
        this.clock = clock;
    }

    static String key(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    ObjectNode require(Call call) {
        return table.find(call, key(call.text("Arn")))
                .orElseThrow(
                        () -> new AwsException("ResourceNotFoundException", "No rule found for " + call.text("Arn")));
    }

    private static AwsException invalid(String message) {
        return new AwsException("ValidationException", message);
    }

    private static void checkEvents(JsonNode events, String resource) {
        if (events.isEmpty()) {
            throw invalid("a rule needs at least one event type");
        }
        for (var event : events) {
            var id = event.asText();
            if (!EventTypes.ALL.containsKey(id)) {
                throw invalid("'%s' is not an event type: ListEventTypes has them all".formatted(id));
            }
            if (!resource.startsWith("arn:aws:%s:".formatted(EventTypes.service(id)))) {
                throw invalid("the event type '%s' is not one of the resource %s".formatted(id, resource));
            }
        }
    }

    static void checkTargets(JsonNode targets) {
        if (targets.size() > MOST_TARGETS) {
            throw invalid("%d targets, expected at most %d".formatted(targets.size(), MOST_TARGETS));
        }
        for (var target : targets) {
            if (!TARGETS.contains(target.path("TargetType").asText())
                    || !target.path("TargetAddress").asText().startsWith("arn:")) {
                throw invalid("the target %s needs an ARN and one of the types %s".formatted(target, TARGETS));
            }
        }
    }

    JsonNode create(Call call) {
        var resource = call.text("Resource");
        checkEvents(call.input().path("EventTypeIds"), resource);
        checkTargets(call.input().path("Targets"));
        var id = UUID.randomUUID().toString().replace("-", "");
        var row = call.input().deepCopy();
        row.put("Arn", call.arn("codestar-notifications", "notificationrule/" + id));
        row.put("CreatedBy", call.caller().principalArn());
        row.set("CreatedTimestamp", Json.seconds(clock.instant()));
        row.set("LastModifiedTimestamp", row.get("CreatedTimestamp"));
        if (!row.has("Status")) {
            row.put("Status", "ENABLED");
        }
        if (!row.has("Tags")) {
            row.putObject("Tags");
        }
        return table.write(transaction -> {
            for (var other : table.all(transaction, call).values()) {
                if (sameToken(other, row)) {
                    return Json.pick(other, List.of("Arn"));
                }
                if (other.path("Name").equals(row.path("Name"))) {
                    throw new AwsException(
                            "ResourceAlreadyExistsException", "A rule named '%s' exists".formatted(call.text("Name")));
                }
            }
            table.put(transaction, call, id, row);
            return Json.pick(row, List.of("Arn"));
        });
    }

    /** A request that a client sends again, because it saw no answer, makes nothing new. */
    private static boolean sameToken(ObjectNode other, ObjectNode row) {
        return row.has("ClientRequestToken")
                && Objects.equals(other.get("ClientRequestToken"), row.get("ClientRequestToken"))
                && other.path("Name").equals(row.path("Name"));
    }

    JsonNode describe(Call call) {
        var row = require(call);
        var described = Json.pick(
                row,
                List.of(
                        "Arn",
                        "Name",
                        "Resource",
                        "DetailType",
                        "CreatedBy",
                        "Status",
                        "CreatedTimestamp",
                        "LastModifiedTimestamp",
                        "Tags"));
        described.set(
                "EventTypes",
                Json.array(StreamSupport.stream(row.path("EventTypeIds").spliterator(), false)
                        .map(id -> EventTypes.ALL.getOrDefault(id.asText(), Json.object()))
                        .toList()));
        described.set("Targets", TargetOperations.summaries(row, states));
        return described;
    }

    JsonNode update(Call call) {
        var row = require(call);
        row.setAll(Json.pick(call.input(), List.of("Name", "Status", "EventTypeIds", "Targets", "DetailType")));
        checkEvents(row.path("EventTypeIds"), row.path("Resource").asText());
        checkTargets(row.path("Targets"));
        put(call, row);
        return Json.object();
    }

    void put(Call call, ObjectNode row) {
        row.set("LastModifiedTimestamp", Json.seconds(clock.instant()));
        table.write(transaction -> {
            table.put(transaction, call, key(call.text("Arn")), row);
            return row;
        });
    }

    JsonNode delete(Call call) {
        return table.write(transaction -> {
            table.remove(transaction, call, key(call.text("Arn")));
            return Json.object().put("Arn", call.text("Arn"));
        });
    }

    JsonNode list(Call call) {
        var rows = table.all(call).entrySet().stream()
                .filter(rule -> matches(call, rule.getValue()))
                .map(rule -> Json.object()
                        .put("Id", rule.getKey())
                        .put("Arn", rule.getValue().path("Arn").asText()))
                .toList();
        var size = call.input().path("MaxResults").asInt(PAGE);
        return Page.of(
                rows, call.text("NextToken"), size, "NotificationRules", "NextToken", "InvalidNextTokenException");
    }

    private static boolean matches(Call call, ObjectNode row) {
        return StreamSupport.stream(call.input().path("Filters").spliterator(), false)
                .allMatch(filter -> {
                    var value = filter.path("Value").asText();
                    return switch (filter.path("Name").asText()) {
                        case "EVENT_TYPE_ID" ->
                            StreamSupport.stream(row.path("EventTypeIds").spliterator(), false)
                                    .anyMatch(id -> id.asText().equals(value));
                        case "TARGET_ADDRESS" ->
                            row.path("Targets")
                                    .findValuesAsText("TargetAddress")
                                    .contains(value);
                        case "CREATED_BY" -> row.path("CreatedBy").asText().equals(value);
                        default -> row.path("Resource").asText().equals(value);
                    };
                });
    }
}
