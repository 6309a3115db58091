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

/** Creates, reads and deletes connections. They stay PENDING: only a person at a forge can complete one. */
final class ConnectionOperations {
    private static final List<String> SHOWN =
            List.of("ConnectionName", "ConnectionArn", "ProviderType", "OwnerAccountId", "ConnectionStatus", "HostArn");
    private static final int PAGE = 100;

    private final RegionTable table;
    private final HostOperations hosts;
    private final Arns arns;

    ConnectionOperations(RegionTable table, HostOperations hosts, Arns arns) {
        this.table = table;
        this.hosts = hosts;
        this.arns = arns;
    }

    JsonNode create(Call call) {
        if (call.has("ProviderType") == call.has("HostArn")) {
            throw new AwsException("ValidationException", "exactly one of ProviderType and HostArn must be given");
        }
        var row = Json.object()
                .put("ConnectionName", call.text("ConnectionName"))
                .put("OwnerAccountId", Call.ACCOUNT)
                .put("ConnectionStatus", "PENDING");
        if (call.has("HostArn")) {
            var host = hosts.require(call, call.text("HostArn"));
            row.set("HostArn", host.get("HostArn"));
            row.set("ProviderType", host.get("ProviderType"));
        } else {
            row.put("ProviderType", call.text("ProviderType"));
        }
        TagOperations.check(call.input().path("Tags"));
        row.set("Tags", call.has("Tags") ? call.input().get("Tags") : Json.array(List.of()));
        var resource = "connection/" + UUID.randomUUID();
        row.put("ConnectionArn", arns.of(call, resource));
        return table.write(transaction -> {
            table.put(transaction, call, resource, row);
            return Json.pick(row, List.of("ConnectionArn", "Tags"));
        });
    }

    JsonNode get(Call call) {
        var row = table.find(call, Arns.resource(call.text("ConnectionArn")))
                .orElseThrow(() -> missing(call.text("ConnectionArn")));
        return Json.object("Connection", arns.show(row, SHOWN));
    }

    static AwsException missing(String arn) {
        return new AwsException("ResourceNotFoundException", arn + " not found");
    }

    JsonNode list(Call call) {
        var rows = table.all(call).values().stream()
                .filter(row -> matches(call, row, "ProviderTypeFilter", "ProviderType"))
                .filter(row -> matches(call, row, "HostArnFilter", "HostArn"))
                .map(row -> arns.show(row, SHOWN))
                .toList();
        var size = call.input().path("MaxResults").asInt(PAGE);
        return Page.of(
                rows, call.text("NextToken"), Math.max(1, size), "Connections", "NextToken", "ValidationException");
    }

    private static boolean matches(Call call, ObjectNode row, String filter, String member) {
        return !call.has(filter)
                || Arns.resource(call.text(filter))
                        .equals(Arns.resource(row.path(member).asText()));
    }

    JsonNode delete(Call call) {
        var key = Arns.resource(call.text("ConnectionArn"));
        return table.write(transaction -> {
            if (table.find(transaction, call, key).isEmpty()) {
                throw missing(call.text("ConnectionArn"));
            }
            table.remove(transaction, call, key);
            return Json.object();
        });
    }
}
