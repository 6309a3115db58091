package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import dev.slipway.local.cloud.ecs.control.TaskRecord;
import java.util.TreeMap;

/** Tasks: run, stop, describe, list. */
final class TaskOperations {
    private final ServiceController controller;

    TaskOperations(ServiceController controller) {
        this.controller = controller;
    }

    ObjectNode run(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var definition = controller.taskDefinitions().find(region, ServiceOperations.required(input, "taskDefinition"));
        var count = input.path("count").asInt(1);
        if (count < 1 || count > 10) {
            throw new EcsFault(
                    "InvalidParameterException", "count is %d, expected 1 to 10: run several calls".formatted(count));
        }
        if (definition.networkMode().equals("awsvpc") && !input.hasNonNull("networkConfiguration")) {
            throw new EcsFault(
                    "InvalidParameterException",
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        return controller.change(records -> {
            var answer = JsonNodeFactory.instance.objectNode();
            var tasks = answer.putArray("tasks");
            for (var i = 0; i < count; i++) {
                var task = new TaskRecord();
                task.id = controller.identifiers().task();
                task.arn = Reference.arn("task", region, controller.accountId(), cluster, task.id);
                task.region = region;
                task.clusterArn = cluster;
                task.group = input.path("group").asText("family:" + definition.family());
                task.startedBy = input.path("startedBy").asText("");
                task.taskDefinitionArn = definition.arn();
                task.launchType = input.path("launchType").asText("EC2");
                task.createdAt = controller.now();
                if (input.path("overrides") instanceof ObjectNode overrides) {
                    task.overrides = overrides;
                }
                var tags = new TreeMap<String, String>();
                input.path("tags")
                        .forEach(tag -> tags.put(
                                tag.path("key").asText(), tag.path("value").asText("")));
                records.tags.put(task.arn, tags);
                controller.launch(task);
                tasks.add(TaskShape.of(task, controller.runtime().description(), tags));
            }
            answer.putArray("failures");
            return answer;
        });
    }

    ObjectNode stop(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var arn = Reference.arn(
                "task", region, controller.accountId(), cluster, ServiceOperations.required(input, "task"));
        return controller.change(records -> {
            var task = records.tasks.get(arn);
            if (task == null) {
                throw new EcsFault("InvalidParameterException", "The referenced task was not found.");
            }
            controller.stop(task, "UserInitiated", input.path("reason").asText("Task stopped by user"));
            return JsonNodeFactory.instance
                    .objectNode()
                    .set("task", TaskShape.of(task, controller.runtime().description(), records.tags.get(arn)));
        });
    }

    ObjectNode describe(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        return controller.read(records -> {
            var answer = JsonNodeFactory.instance.objectNode();
            var tasks = answer.putArray("tasks");
            var failures = answer.putArray("failures");
            for (var reference : input.path("tasks")) {
                var arn = Reference.arn("task", region, controller.accountId(), cluster, reference.asText());
                var task = records.tasks.get(arn);
                if (task == null) {
                    failures.addObject().put("arn", arn).put("reason", "MISSING");
                } else {
                    tasks.add(TaskShape.of(task, controller.runtime().description(), records.tags.get(arn)));
                }
            }
            return answer;
        });
    }

    ObjectNode list(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var stopped = input.path("desiredStatus").asText("RUNNING").equals("STOPPED");
        var service = input.path("serviceName").asText("");
        var family = input.path("family").asText("");
        var startedBy = input.path("startedBy").asText("");
        var launchType = input.path("launchType").asText("");
        var serviceArn =
                service.isEmpty() ? "" : Reference.arn("service", region, controller.accountId(), cluster, service);
        var arns = controller.read(records -> {
            if (!serviceArn.isEmpty() && !records.services.containsKey(serviceArn)) {
                throw new EcsFault("ServiceNotFoundException", "Service not found.");
            }
            return records.tasks.values().stream()
                    .filter(task -> task.clusterArn.equals(cluster)
                            && task.stopping == stopped
                            && (serviceArn.isEmpty() || task.serviceArn.equals(serviceArn))
                            && (family.isEmpty() || task.taskDefinitionArn.contains("/" + family + ":"))
                            && (startedBy.isEmpty() || task.startedBy.equals(startedBy))
                            && (launchType.isEmpty() || task.launchType.equals(launchType)))
                    .map(task -> task.arn)
                    .toList();
        });
        return Pages.of("taskArns", arns, input, 100);
    }
}
