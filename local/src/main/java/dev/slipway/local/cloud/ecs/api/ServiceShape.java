package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.Records;
import dev.slipway.local.cloud.ecs.control.ServiceRecord;
import dev.slipway.local.cloud.ecs.control.TaskRecord;
import dev.slipway.local.cloud.ecs.scheduler.Deployment;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentStatus;
import dev.slipway.local.cloud.ecs.scheduler.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A service as DescribeServices shows it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">Service</a>
 */
final class ServiceShape {
    private ServiceShape() {}

    static ObjectNode of(ServiceRecord service, Records records, boolean withTags) {
        var tasks = records.tasks.values().stream()
                .filter(task -> task.serviceArn.equals(service.arn))
                .toList();
        var state = service.state;
        var node = service.declared.deepCopy();
        node.remove("tags");
        node.put("serviceArn", service.arn);
        node.put("serviceName", state.name());
        node.put("clusterArn", service.clusterArn);
        node.put("status", state.status().name());
        node.put("desiredCount", state.desiredCount());
        node.put("runningCount", running(tasks));
        node.put("pendingCount", pending(tasks));
        node.put("taskDefinition", state.primary().taskDefinition());
        node.set("deploymentConfiguration", DeploymentSettings.write(state.configuration()));
        node.put("healthCheckGracePeriodSeconds", state.healthCheckGracePeriod().toSeconds());
        node.put("createdAt", seconds(service.createdAt));
        var deployments = node.putArray("deployments");
        for (var deployment : state.deployments()) {
            deployments.add(deployment(service, deployment, tasks));
        }
        var events = node.putArray("events");
        for (var event : service.events) {
            events.addObject()
                    .put("id", event.id())
                    .put("createdAt", seconds(event.createdAt()))
                    .put("message", event.message());
        }
        if (withTags) {
            node.set("tags", tags(records.tags.getOrDefault(service.arn, Map.of())));
        }
        return node;
    }

    private static ObjectNode deployment(ServiceRecord service, Deployment deployment, List<TaskRecord> all) {
        var tasks = all.stream()
                .filter(task -> task.deploymentId.equals(deployment.id()))
                .toList();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", deployment.id());
        node.put("status", deployment.status().name());
        node.put("taskDefinition", deployment.taskDefinition());
        node.put(
                "desiredCount",
                deployment.status() == DeploymentStatus.PRIMARY ? service.state.desiredCount() : wanted(tasks));
        node.put("pendingCount", pending(tasks));
        node.put("runningCount", running(tasks));
        node.put("failedTasks", deployment.failedTasks());
        node.put("createdAt", seconds(deployment.createdAt()));
        node.put("updatedAt", seconds(deployment.updatedAt()));
        for (var member : List.of("launchType", "platformVersion", "platformFamily", "networkConfiguration")) {
            if (service.declared.has(member)) {
                node.set(member, service.declared.get(member));
            }
        }
        node.put("rolloutState", deployment.rolloutState().name());
        node.put("rolloutStateReason", deployment.rolloutStateReason());
        return node;
    }

    private static long running(List<TaskRecord> tasks) {
        return tasks.stream()
                .filter(task -> task.lastStatus == TaskStatus.RUNNING)
                .count();
    }

    private static long pending(List<TaskRecord> tasks) {
        return tasks.stream().filter(task -> task.lastStatus.pending()).count();
    }

    private static long wanted(List<TaskRecord> tasks) {
        return tasks.stream()
                .filter(task -> !task.stopping && task.lastStatus.countsAgainstCeiling())
                .count();
    }

    /** A time as the JSON protocol writes it: seconds since 1970. */
    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    static com.fasterxml.jackson.databind.node.ArrayNode tags(Map<String, String> tags) {
        var list = JsonNodeFactory.instance.arrayNode();
        tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return list;
    }
}
