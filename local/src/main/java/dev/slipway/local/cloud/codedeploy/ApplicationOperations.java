package dev.slipway.local.cloud.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Creates, reads, renames and deletes applications. */
final class ApplicationOperations {
    static final String NAME = "applicationName";
    private static final int PAGE = 100;
    private static final List<String> INFO =
            List.of("applicationId", NAME, "createTime", "linkedToGitHub", "computePlatform");

    private final RegionTable table;
    private final RegionTable groups;
    private final Clock clock;

    ApplicationOperations(RegionTable table, RegionTable groups, Clock clock) {
        this.table = table;
        this.groups = groups;
        this.clock = clock;
    }

    ObjectNode require(Call call, String name) {
        return table.find(call, name)
                .orElseThrow(() ->
                        new AwsException("ApplicationDoesNotExistException", "No application found for name: " + name));
    }

    JsonNode create(Call call) {
        var name = call.text(NAME);
        TagOperations.check(call.input().path("tags"));
        var row = Json.object()
                .put("applicationId", UUID.randomUUID().toString())
                .put(NAME, name)
                .put("linkedToGitHub", false)
                .put("computePlatform", call.has("computePlatform") ? call.text("computePlatform") : "Server");
        row.set("createTime", Json.seconds(clock.instant()));
        row.set("tags", call.input().path("tags").isArray() ? call.input().get("tags") : Json.array(List.of()));
        return table.write(transaction -> {
            if (table.find(transaction, call, name).isPresent()) {
                throw exists(name);
            }
            table.put(transaction, call, name, row);
            return Json.pick(row, List.of("applicationId"));
        });
    }

    private static AwsException exists(String name) {
        return new AwsException("ApplicationAlreadyExistsException", "Application already exists: " + name);
    }

    JsonNode get(Call call) {
        return Json.object("application", Json.pick(require(call, call.text(NAME)), INFO));
    }

    JsonNode batchGet(Call call) {
        var found = new ArrayList<ObjectNode>();
        call.input().path("applicationNames").forEach(name -> table.find(call, name.asText())
                .ifPresent(row -> found.add(Json.pick(row, INFO))));
        return Json.object("applicationsInfo", Json.array(found));
    }

    JsonNode update(Call call) {
        if (!call.has(NAME)) {
            throw new AwsException("ApplicationNameRequiredException", "Application name is required");
        }
        var name = call.text(NAME);
        var renamed = call.has("newApplicationName") ? call.text("newApplicationName") : name;
        var row = require(call, name);
        return table.write(transaction -> {
            if (!renamed.equals(name)) {
                if (table.find(transaction, call, renamed).isPresent()) {
                    throw exists(renamed);
                }
                table.remove(transaction, call, name);
                table.put(transaction, call, renamed, row.put(NAME, renamed));
                groups.all(transaction, call).forEach((key, group) -> {
                    if (key.startsWith(name + "/")) {
                        groups.remove(transaction, call, key);
                        var moved = renamed + key.substring(name.length());
                        groups.put(transaction, call, moved, group.put(NAME, renamed));
                    }
                });
            }
            return Json.object();
        });
    }

    JsonNode delete(Call call) {
        var name = call.text(NAME);
        return table.write(transaction -> {
            table.remove(transaction, call, name);
            groups.all(transaction, call).keySet().stream()
                    .filter(key -> key.startsWith(name + "/"))
                    .forEach(key -> groups.remove(transaction, call, key));
            return Json.object();
        });
    }

    JsonNode list(Call call) {
        var names = table.all(call).keySet().stream().map(TextNode::valueOf).toList();
        return Page.of(names, call.text("nextToken"), PAGE, "applications", "nextToken", "InvalidNextTokenException");
    }
}
