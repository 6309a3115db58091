package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.TaskContainer;
import dev.slipway.local.cloud.ecs.control.TaskRecord;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as DescribeTasks shows it. What runs it stands in its attributes, under names that AWS does not use.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html">Task</a>
 */
final class TaskShape {
    private TaskShape() {}

    static ObjectNode of(TaskRecord task, String runtime, @Nullable Map<String, String> tags) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("taskArn", task.arn);
        node.put("clusterArn", task.clusterArn);
        node.put("taskDefinitionArn", task.taskDefinitionArn);
        node.put("group", task.group);
        node.put("startedBy", task.startedBy);
        node.put("launchType", task.launchType);
        node.put("availabilityZone", task.region + "a");
        node.put("lastStatus", task.lastStatus.name());
        node.put("desiredStatus", task.stopping ? "STOPPED" : "RUNNING");
        node.put("healthStatus", health(task));
        node.put("version", task.version);
        node.put("connectivity", "CONNECTED");
        put(node, "createdAt", task.createdAt);
        put(node, "connectivityAt", task.createdAt);
        put(node, "pullStartedAt", task.pullStartedAt);
        put(node, "pullStoppedAt", task.pullStoppedAt);
        put(node, "startedAt", task.startedAt);
        put(node, "stoppingAt", task.stoppingAt);
        put(node, "executionStoppedAt", task.stoppedAt);
        put(node, "stoppedAt", task.stoppedAt);
        if (task.stopping) {
            node.put("stopCode", task.stopCode);
            node.put("stoppedReason", task.stoppedReason);
        }
        var definition = task.definition;
        if (definition != null) {
            if (!definition.cpu().isEmpty()) {
                node.put("cpu", definition.cpu());
            }
            if (!definition.memory().isEmpty()) {
                node.put("memory", definition.memory());
            }
            if (definition.networkMode().equals("awsvpc")) {
                node.putArray("attachments")
                        .addObject()
                        .put("id", task.id)
                        .put("type", "ElasticNetworkInterface")
                        .put("status", task.lastStatus == TaskStatus.STOPPED ? "DELETED" : "ATTACHED")
                        .putArray("details")
                        .addObject()
                        .put("name", "privateIPv4Address")
                        .put("value", "127.0.0.1");
            }
        }
        if (!node.has("attachments")) {
            node.putArray("attachments");
        }
        node.putArray("attributes")
                .addObject()
                .put("name", "slipway.runtime")
                .put("value", task.simulated ? "simulated" : runtime);
        node.set(
                "overrides",
                task.overrides.isEmpty()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .set("containerOverrides", JsonNodeFactory.instance.arrayNode())
                        : task.overrides);
        var containers = node.putArray("containers");
        for (var container : task.containers) {
            containers.add(container(task, container));
        }
        node.set("tags", ServiceShape.tags(tags == null ? Map.of() : tags));
        return node;
    }

    private static ObjectNode container(TaskRecord task, TaskContainer container) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("containerArn", "%s/%s".formatted(task.arn.replace(":task/", ":container/"), container.name));
        node.put("taskArn", task.arn);
        node.put("name", container.name);
        node.put("image", container.image);
        node.put("lastStatus", container.lastStatus);
        node.put("healthStatus", container.healthStatus);
        if (!container.runtimeId.isEmpty()) {
            node.put("runtimeId", container.runtimeId);
        }
        if (!container.imageDigest.isEmpty()) {
            node.put("imageDigest", container.imageDigest);
        }
        if (container.exitCode != null) {
            node.put("exitCode", container.exitCode);
        }
        if (!container.reason.isEmpty()) {
            node.put("reason", container.reason);
        }
        var bindings = node.putArray("networkBindings");
        container.ports.forEach((inside, outside) -> bindings.addObject()
                .put("bindIP", "127.0.0.1")
                .put("containerPort", inside)
                .put("hostPort", outside)
                .put("protocol", "tcp"));
        return node;
    }

    private static String health(TaskRecord task) {
        var definition = task.definition;
        if (definition == null) {
            return "UNKNOWN";
        }
        var worst = "UNKNOWN";
        for (var container : task.containers) {
            var checked = definition
                    .container(container.name)
                    .filter(declared -> declared.healthCheck() != null && declared.essential())
                    .isPresent();
            if (checked) {
                if (container.healthStatus.equals("UNHEALTHY")) {
                    return "UNHEALTHY";
                }
                if (container.healthStatus.equals("UNKNOWN")) {
                    return "UNKNOWN";
                }
                worst = "HEALTHY";
            }
        }
        return worst;
    }

    private static void put(ObjectNode node, String member, @Nullable Instant at) {
        if (at != null) {
            node.put(member, ServiceShape.seconds(at));
        }
    }
}
