package dev.slipway.local.cloud.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Targets of notification rules. */
final class TargetOperations {
    private static final int PAGE = 100;
    private static final Map<String, String> FILTERS =
            Map.of("TARGET_TYPE", "TargetType", "TARGET_ADDRESS", "TargetAddress", "TARGET_STATUS", "TargetStatus");

    private final RegionTable table;
    private final RuleOperations rules;
    private final TargetStates states;

    TargetOperations(RegionTable table, RuleOperations rules, TargetStates states) {
        this.table = table;
        this.rules = rules;
        this.states = states;
    }

    static ArrayNode summaries(ObjectNode rule, TargetStates states) {
        var summaries = new ArrayList<ObjectNode>();
        rule.path("Targets")
                .forEach(target -> summaries.add(Json.pick((ObjectNode) target, List.of("TargetAddress", "TargetType"))
                        .put(
                                "TargetStatus",
                                states.of(target.path("TargetAddress").asText()))));
        return Json.array(summaries);
    }

    JsonNode list(Call call) {
        var byAddress = new TreeMap<String, JsonNode>();
        table.all(call).values().forEach(rule -> summaries(rule, states).forEach(target -> {
            if (matches(call, target)) {
                byAddress.put(target.path("TargetAddress").asText(), target);
            }
        }));
        var size = call.input().path("MaxResults").asInt(PAGE);
        return Page.of(
                List.copyOf(byAddress.values()),
                call.text("NextToken"),
                size,
                "Targets",
                "NextToken",
                "InvalidNextTokenException");
    }

    private static boolean matches(Call call, JsonNode target) {
        for (var filter : call.input().path("Filters")) {
            var member = FILTERS.getOrDefault(filter.path("Name").asText(), "");
            if (!target.path(member).equals(filter.path("Value"))) {
                return false;
            }
        }
        return true;
    }

    JsonNode subscribe(Call call) {
        var rule = rules.require(call);
        var targets = without(rule, call.input().at("/Target/TargetAddress").asText());
        targets.add(call.input().get("Target"));
        RuleOperations.checkTargets(targets);
        rule.set("Targets", targets);
        rules.put(call, rule);
        return Json.pick(rule, List.of("Arn"));
    }

    JsonNode unsubscribe(Call call) {
        // The model declares no error for a rule that is not there.
        table.find(call, RuleOperations.key(call.text("Arn"))).ifPresent(rule -> {
            rule.set("Targets", without(rule, call.text("TargetAddress")));
            rules.put(call, rule);
        });
        return Json.object().put("Arn", call.text("Arn"));
    }

    JsonNode delete(Call call) {
        var address = call.text("TargetAddress");
        return table.write(transaction -> {
            table.all(transaction, call).forEach((key, rule) -> {
                var left = without(rule, address);
                if (left.size() == rule.path("Targets").size()) {
                    return;
                }
                if (!call.input().path("ForceUnsubscribeAll").asBoolean()) {
                    throw new AwsException(
                            "ValidationException",
                            "the target is used by %s: set ForceUnsubscribeAll"
                                    .formatted(rule.path("Arn").asText()));
                }
                rule.set("Targets", left);
                table.put(transaction, call, key, rule);
            });
            states.forget(transaction, address);
            return Json.object();
        });
    }

    private static ArrayNode without(ObjectNode rule, String address) {
        var left = new ArrayList<JsonNode>();
        rule.path("Targets").forEach(target -> {
            if (!target.path("TargetAddress").asText().equals(address)) {
                left.add(target);
            }
        });
        return Json.array(left);
    }
}
