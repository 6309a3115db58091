package dev.slipway.local.cloud.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import java.util.List;
import java.util.UUID;

/** Creates, reads, changes and deletes hosts: the servers of self-managed forges. */
final class HostOperations {
    private static final List<String> GET =
            List.of("Name", "Status", "ProviderType", "ProviderEndpoint", "VpcConfiguration");
    private static final List<String> LIST =
            List.of("Name", "HostArn", "Status", "ProviderType", "ProviderEndpoint", "VpcConfiguration");
    private static final int PAGE = 50;

    private final RegionTable table;
    private final RegionTable connections;
    private final Arns arns;

    HostOperations(RegionTable table, RegionTable connections, Arns arns) {
        this.table = table;
        this.connections = connections;
        this.arns = arns;
    }

    ObjectNode require(Call call, String arn) {
        return table.find(call, Arns.resource(arn)).orElseThrow(() -> ConnectionOperations.missing(arn));
    }

    JsonNode create(Call call) {
        TagOperations.check(call.input().path("Tags"));
        var row = call.input().deepCopy().put("Status", "PENDING");
        var resource = "host/%s-%s"
                .formatted(call.text("Name"), UUID.randomUUID().toString().substring(0, 8));
        row.put("HostArn", arns.of(call, resource));
        if (!row.has("Tags")) {
            row.putArray("Tags");
        }
        return table.write(transaction -> {
            table.put(transaction, call, resource, row);
            return Json.pick(row, List.of("HostArn", "Tags"));
        });
    }

    JsonNode get(Call call) {
        return Json.pick(require(call, call.text("HostArn")), GET);
    }

    JsonNode list(Call call) {
        var rows = table.all(call).values().stream()
                .map(row -> arns.show(row, LIST))
                .toList();
        var size = call.input().path("MaxResults").asInt(PAGE);
        return Page.of(rows, call.text("NextToken"), Math.max(1, size), "Hosts", "NextToken", "ValidationException");
    }

    JsonNode update(Call call) {
        var row = require(call, call.text("HostArn"));
        row.setAll(Json.pick(call.input(), List.of("ProviderEndpoint", "VpcConfiguration")));
        return table.write(transaction -> {
            table.put(transaction, call, Arns.resource(call.text("HostArn")), row);
            return Json.object();
        });
    }

    JsonNode delete(Call call) {
        var row = require(call, call.text("HostArn"));
        return table.write(transaction -> {
            if (connections.all(transaction, call).values().stream()
                    .anyMatch(connection -> connection.path("HostArn").equals(row.get("HostArn")))) {
                throw new AwsException("ResourceUnavailableException", "the host is used by a connection");
            }
            table.remove(transaction, call, Arns.resource(call.text("HostArn")));
            return Json.object();
        });
    }
}
