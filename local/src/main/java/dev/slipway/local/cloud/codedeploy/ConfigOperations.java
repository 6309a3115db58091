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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Creates, reads and deletes deployment configurations, beside the built-in ones. */
final class ConfigOperations {
    private static final String NAME = "deploymentConfigName";
    private static final int PAGE = 100;

    private final RegionTable table;
    private final RegionTable groups;
    private final Clock clock;

    ConfigOperations(RegionTable table, RegionTable groups, Clock clock) {
        this.table = table;
        this.groups = groups;
        this.clock = clock;
    }

    ObjectNode require(Call call, String name) {
        var builtIn = BuiltInConfigs.ALL.get(name);
        return builtIn != null
                ? builtIn.deepCopy()
                : table.find(call, name)
                        .orElseThrow(() -> new AwsException(
                                "DeploymentConfigDoesNotExistException",
                                "No deployment configuration found for name: " + name));
    }

    JsonNode create(Call call) {
        var name = call.text(NAME);
        if (name.startsWith(BuiltInConfigs.PREFIX)) {
            throw new AwsException(
                    "InvalidDeploymentConfigNameException",
                    "'%s' starts with %s".formatted(name, BuiltInConfigs.PREFIX));
        }
        var row = call.input().deepCopy();
        row.put("deploymentConfigId", UUID.randomUUID().toString());
        if (!row.has("computePlatform")) {
            row.put("computePlatform", "Server");
        }
        var server = row.path("computePlatform").asText().equals("Server");
        if (server && !row.has("minimumHealthyHosts")) {
            throw new AwsException(
                    "InvalidMinimumHealthyHostValueException", "minimumHealthyHosts must be given for platform Server");
        }
        if (!server && !row.has("trafficRoutingConfig")) {
            throw new AwsException(
                    "InvalidTrafficRoutingConfigurationException",
                    "trafficRoutingConfig must be given for platform "
                            + row.path("computePlatform").asText());
        }
        row.set("createTime", Json.seconds(clock.instant()));
        return table.write(transaction -> {
            if (table.find(transaction, call, name).isPresent()) {
                throw new AwsException(
                        "DeploymentConfigAlreadyExistsException", "Deployment configuration already exists: " + name);
            }
            table.put(transaction, call, name, row);
            return Json.pick(row, List.of("deploymentConfigId"));
        });
    }

    JsonNode get(Call call) {
        return Json.object("deploymentConfigInfo", require(call, call.text(NAME)));
    }

    JsonNode delete(Call call) {
        var name = call.text(NAME);
        if (BuiltInConfigs.ALL.containsKey(name)) {
            throw new AwsException("InvalidOperationException", name + " is built in and cannot be deleted");
        }
        return table.write(transaction -> {
            if (groups.all(transaction, call).values().stream()
                    .anyMatch(group -> group.path(NAME).asText().equals(name))) {
                throw new AwsException("DeploymentConfigInUseException", name + " is used by a deployment group");
            }
            table.remove(transaction, call, name);
            return Json.object();
        });
    }

    JsonNode list(Call call) {
        var names = Stream.concat(BuiltInConfigs.ALL.keySet().stream(), table.all(call).keySet().stream())
                .sorted()
                .map(TextNode::valueOf)
                .toList();
        return Page.of(
                names, call.text("nextToken"), PAGE, "deploymentConfigsList", "nextToken", "InvalidNextTokenException");
    }
}
