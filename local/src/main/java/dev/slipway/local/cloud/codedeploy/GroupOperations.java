package dev.slipway.local.cloud.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.api.Call;
import dev.slipway.local.cloud.api.Json;
import dev.slipway.local.cloud.api.Page;
import dev.slipway.local.cloud.api.RegionTable;
import dev.slipway.local.cloud.ministack.ServiceRoles;
import java.util.List;
import java.util.UUID;

/** Creates, reads, changes and deletes deployment groups. */
final class GroupOperations {
    private static final String GROUP = "deploymentGroupName";
    private static final String CONFIG = "deploymentConfigName";
    private static final int PAGE = 100;

    private final RegionTable table;
    private final ApplicationOperations applications;
    private final ConfigOperations configs;
    private final ServiceRoles roles;

    GroupOperations(
            RegionTable table, ApplicationOperations applications, ConfigOperations configs, ServiceRoles roles) {
        this.table = table;
        this.applications = applications;
        this.configs = configs;
        this.roles = roles;
    }

    private static String key(Call call, String group) {
        return call.text(ApplicationOperations.NAME) + "/" + group;
    }

    private ObjectNode require(Call call, String group) {
        applications.require(call, call.text(ApplicationOperations.NAME));
        return table.find(call, key(call, group))
                .orElseThrow(() -> new AwsException(
                        "DeploymentGroupDoesNotExistException", "No Deployment Group found for name: " + group));
    }

    JsonNode create(Call call) {
        var name = call.text(GROUP);
        var application = applications.require(call, call.text(ApplicationOperations.NAME));
        TagOperations.check(call.input().path("tags"));
        var row = call.input().deepCopy();
        row.put("deploymentGroupId", UUID.randomUUID().toString());
        row.set("computePlatform", application.get("computePlatform"));
        if (!row.has(CONFIG)) {
            row.put(
                    CONFIG,
                    BuiltInConfigs.defaultFor(
                            application.path("computePlatform").asText()));
        }
        if (!row.has("tags")) {
            row.putArray("tags");
        }
        check(call, row);
        return table.write(transaction -> {
            if (table.find(transaction, call, key(call, name)).isPresent()) {
                throw exists(name);
            }
            table.put(transaction, call, key(call, name), row);
            return Json.pick(row, List.of("deploymentGroupId"));
        });
    }

    private static AwsException exists(String name) {
        return new AwsException(
                "DeploymentGroupAlreadyExistsException", "Deployment group name already exists: " + name);
    }

    private void check(Call call, ObjectNode row) {
        configs.require(call, row.path(CONFIG).asText());
        var role = row.path("serviceRoleArn").asText();
        var name = row.path(ApplicationOperations.NAME).asText() + "/"
                + row.path(GROUP).asText();
        if (!roles.trusts(role, "codedeploy.amazonaws.com", call.arn("codedeploy", "deploymentgroup:" + name))) {
            throw new AwsException(
                    "InvalidRoleException",
                    "AWS CodeDeploy does not have the permissions required to assume the role %s.".formatted(role));
        }
        GroupRules.check(row);
    }

    JsonNode get(Call call) {
        var row = require(call, call.text(GROUP));
        row.remove("tags");
        return Json.object("deploymentGroupInfo", row);
    }

    JsonNode update(Call call) {
        var name = call.text("currentDeploymentGroupName");
        var row = require(call, name);
        row.setAll(call.input().deepCopy());
        row.remove(List.of("currentDeploymentGroupName", "newDeploymentGroupName"));
        var renamed = call.has("newDeploymentGroupName") ? call.text("newDeploymentGroupName") : name;
        row.put(GROUP, renamed);
        check(call, row);
        return table.write(transaction -> {
            if (!renamed.equals(name)
                    && table.find(transaction, call, key(call, renamed)).isPresent()) {
                throw exists(renamed);
            }
            table.remove(transaction, call, key(call, name));
            table.put(transaction, call, key(call, renamed), row);
            return Json.object("hooksNotCleanedUp", Json.array(List.of()));
        });
    }

    JsonNode delete(Call call) {
        return table.write(transaction -> {
            table.remove(transaction, call, key(call, call.text(GROUP)));
            return Json.object("hooksNotCleanedUp", Json.array(List.of()));
        });
    }

    JsonNode list(Call call) {
        var application = call.text(ApplicationOperations.NAME);
        applications.require(call, application);
        var names = table.all(call).keySet().stream()
                .filter(key -> key.startsWith(application + "/"))
                .map(key -> TextNode.valueOf(key.substring(application.length() + 1)))
                .toList();
        return Page.of(
                        names,
                        call.text("nextToken"),
                        PAGE,
                        "deploymentGroups",
                        "nextToken",
                        "InvalidNextTokenException")
                .put(ApplicationOperations.NAME, application);
    }
}
