package dev.slipway.local.cloud.ecs.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.cloud.ecs.balancer.RuleAction;
import dev.slipway.local.cloud.ecs.control.EcsFault;
import dev.slipway.local.cloud.ecs.control.ServiceController;
import dev.slipway.local.cloud.ecs.control.ServiceRecord;
import dev.slipway.local.cloud.ecs.control.TaskDefinition;
import dev.slipway.local.cloud.ecs.scheduler.Deployment;
import dev.slipway.local.cloud.ecs.scheduler.DeploymentConfiguration;
import dev.slipway.local.cloud.ecs.scheduler.ServiceState;
import dev.slipway.local.cloud.ecs.scheduler.ServiceStatus;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** Services: create, describe, list, update, delete. */
final class ServiceOperations {
    /** Members that a client sets and that DescribeServices gives back as they are. */
    private static final List<String> DECLARED = List.of(
            "loadBalancers",
            "serviceRegistries",
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "networkConfiguration",
            "placementConstraints",
            "placementStrategy",
            "schedulingStrategy",
            "deploymentController",
            "enableECSManagedTags",
            "propagateTags",
            "enableExecuteCommand",
            "availabilityZoneRebalancing",
            "serviceConnectConfiguration",
            "volumeConfigurations");
    /** Members whose change replaces every task. */
    private static final List<String> REDEPLOYING = List.of(
            "loadBalancers",
            "serviceRegistries",
            "capacityProviderStrategy",
            "platformVersion",
            "networkConfiguration",
            "enableExecuteCommand",
            "enableECSManagedTags",
            "propagateTags",
            "serviceConnectConfiguration",
            "volumeConfigurations");

    private final ServiceController controller;

    ServiceOperations(ServiceController controller) {
        this.controller = controller;
    }

    ObjectNode create(String region, ObjectNode input) throws EcsFault {
        var name = required(input, "serviceName");
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var kind = input.path("deploymentController").path("type").asText("ECS");
        if (!kind.equals("ECS")) {
            throw new EcsFault(
                    "InvalidParameterException",
                    "deployment controller is %s, expected ECS: the local cloud serves rolling deployments only"
                            .formatted(kind));
        }
        if (!input.path("schedulingStrategy").asText("REPLICA").equals("REPLICA")) {
            throw new EcsFault(
                    "InvalidParameterException",
                    "scheduling strategy is %s, expected REPLICA: one machine has no container instances"
                            .formatted(input.path("schedulingStrategy").asText()));
        }
        var definition = controller.taskDefinitions().find(region, required(input, "taskDefinition"));
        var desired = input.path("desiredCount").asInt(1);
        if (desired < 0) {
            throw new EcsFault("InvalidParameterException", "Range of the desired count must be at least 0.");
        }
        var declared = declared(input);
        checkNetwork(definition, declared);
        checkContainers(definition, declared);
        checkTargetGroups(region, declared);
        var arn = Reference.arn("service", region, controller.accountId(), cluster, name);
        var state = ServiceState.create(
                name,
                desired,
                DeploymentSettings.read(input.path("deploymentConfiguration"), DeploymentConfiguration.DEFAULT),
                Duration.ofSeconds(input.path("healthCheckGracePeriodSeconds").asLong(0)),
                Deployment.begin(controller.identifiers().deployment(), definition.arn(), controller.now()));
        return controller.change(records -> {
            var before = records.services.get(arn);
            if (before != null && before.state.status() == ServiceStatus.ACTIVE) {
                throw new EcsFault("InvalidParameterException", "Creation of service was not idempotent.");
            }
            if (before != null && before.state.status() == ServiceStatus.DRAINING) {
                throw new EcsFault("InvalidParameterException", "Unable to Start a service that is still Draining.");
            }
            var service = new ServiceRecord(region, arn, cluster, state, declared, controller.now());
            records.services.put(arn, service);
            var tags = new TreeMap<String, String>();
            input.path("tags")
                    .forEach(tag ->
                            tags.put(tag.path("key").asText(), tag.path("value").asText("")));
            records.tags.put(arn, tags);
            return answer(ServiceShape.of(service, records, true));
        });
    }

    private ObjectNode declared(ObjectNode input) {
        var declared = JsonNodeFactory.instance.objectNode();
        for (var member : DECLARED) {
            if (input.hasNonNull(member)) {
                declared.set(member, input.get(member));
            }
        }
        for (var list : List.of("loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy")) {
            if (!declared.has(list)) {
                declared.putArray(list);
            }
        }
        if (!declared.has("launchType") && !declared.has("capacityProviderStrategy")) {
            declared.put("launchType", "EC2");
        }
        if (declared.path("launchType").asText().equals("FARGATE")) {
            if (!declared.has("platformVersion")) {
                declared.put("platformVersion", "LATEST");
            }
            declared.put("platformFamily", "Linux");
        }
        if (!declared.has("schedulingStrategy")) {
            declared.put("schedulingStrategy", "REPLICA");
        }
        if (!declared.has("deploymentController")) {
            declared.putObject("deploymentController").put("type", "ECS");
        }
        if (!declared.has("enableECSManagedTags")) {
            declared.put("enableECSManagedTags", false);
        }
        if (!declared.has("enableExecuteCommand")) {
            declared.put("enableExecuteCommand", false);
        }
        if (!declared.has("propagateTags")) {
            declared.put("propagateTags", "NONE");
        }
        if (!declared.has("availabilityZoneRebalancing")) {
            declared.put("availabilityZoneRebalancing", "DISABLED");
        }
        declared.put("createdBy", "arn:aws:iam::%s:root".formatted(controller.accountId()));
        return declared;
    }

    private static void checkNetwork(TaskDefinition definition, JsonNode declared) throws EcsFault {
        if (definition.networkMode().equals("awsvpc") && !declared.has("networkConfiguration")) {
            throw new EcsFault(
                    "InvalidParameterException",
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
    }

    private static void checkContainers(TaskDefinition definition, JsonNode declared) throws EcsFault {
        for (var entry : declared.path("loadBalancers")) {
            var container = entry.path("containerName").asText("");
            var port = entry.path("containerPort").asInt();
            var found = definition
                    .container(container)
                    .orElseThrow(() -> new EcsFault(
                            "InvalidParameterException",
                            "The container %s does not exist in the task definition.".formatted(container)));
            if (!found.containerPorts().contains(port)) {
                throw new EcsFault(
                        "InvalidParameterException",
                        "The container %s did not have a container port %d defined.".formatted(container, port));
            }
        }
    }

    private void checkTargetGroups(String region, JsonNode given) throws EcsFault {
        for (var entry : given.path("loadBalancers")) {
            var group = entry.path("targetGroupArn").asText("");
            var balancers = controller.balancerSource().read(region);
            if (balancers.targetGroups().stream().noneMatch(known -> known.arn().equals(group))) {
                throw new EcsFault(
                        "InvalidParameterException",
                        "Unable to assume role and validate the specified"
                                + " targetGroupArn. Please verify that the target group %s exists.".formatted(group));
            }
            var served = balancers.listeners().stream()
                    .flatMap(listener -> listener.rules().stream())
                    .anyMatch(rule -> rule.action() instanceof RuleAction.Forward forward
                            && forward.weights().containsKey(group));
            if (!served) {
                throw new EcsFault(
                        "InvalidParameterException",
                        "The target group with targetGroupArn %s does not have an associated load balancer."
                                .formatted(group));
            }
        }
    }

    ObjectNode update(String region, ObjectNode input) throws EcsFault {
        var arn = arn(region, input);
        var before = controller.read(records -> active(records.services.get(arn)));
        var wanted = input.path("taskDefinition").asText("");
        var current = before.state.primary().taskDefinition();
        var definition = controller.taskDefinitions().find(region, wanted.isEmpty() ? current : wanted);
        var declared = before.declared.deepCopy();
        for (var member : DECLARED) {
            if (input.hasNonNull(member)) {
                declared.set(member, input.get(member));
            }
        }
        checkNetwork(definition, declared);
        checkContainers(definition, declared);
        // A service whose listener is gone can still be scaled down.
        checkTargetGroups(region, input);
        return controller.change(records -> {
            var service = active(records.services.get(arn));
            var redeploys = input.path("forceNewDeployment").asBoolean(false)
                    || !definition.arn().equals(service.state.primary().taskDefinition())
                    || REDEPLOYING.stream()
                            .anyMatch(member -> !declared.path(member).equals(service.declared.path(member)));
            service.declared = declared;
            var state = service.state.configure(
                    DeploymentSettings.read(input.path("deploymentConfiguration"), service.state.configuration()),
                    input.hasNonNull("healthCheckGracePeriodSeconds")
                            ? Duration.ofSeconds(
                                    input.path("healthCheckGracePeriodSeconds").asLong())
                            : service.state.healthCheckGracePeriod());
            if (input.hasNonNull("desiredCount")) {
                state = state.scaleTo(input.path("desiredCount").asInt());
            }
            if (redeploys) {
                var now = controller.now();
                state = state.deploy(
                        Deployment.begin(controller.identifiers().deployment(), definition.arn(), now), now);
            }
            service.state = state;
            return answer(ServiceShape.of(service, records, false));
        });
    }

    ObjectNode delete(String region, ObjectNode input) throws EcsFault {
        var arn = arn(region, input);
        return controller.change(records -> {
            var service = records.services.get(arn);
            if (service == null || service.state.status() == ServiceStatus.INACTIVE) {
                throw new EcsFault("ServiceNotFoundException", "Service not found.");
            }
            if (service.state.desiredCount() > 0 && !input.path("force").asBoolean(false)) {
                throw new EcsFault(
                        "InvalidParameterException", "The service cannot be stopped while it is scaled above 0.");
            }
            service.state = service.state.delete();
            return answer(ServiceShape.of(service, records, false));
        });
    }

    ObjectNode describe(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var withTags = false;
        for (var include : input.path("include")) {
            withTags |= include.asText().equals("TAGS");
        }
        var tagged = withTags;
        return controller.read(records -> {
            var answer = JsonNodeFactory.instance.objectNode();
            var services = answer.putArray("services");
            var failures = answer.putArray("failures");
            for (var reference : input.path("services")) {
                var arn = Reference.arn("service", region, controller.accountId(), cluster, reference.asText());
                var service = records.services.get(arn);
                if (service == null) {
                    failures.addObject().put("arn", arn).put("reason", "MISSING");
                } else {
                    services.add(ServiceShape.of(service, records, tagged));
                }
            }
            return answer;
        });
    }

    ObjectNode list(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        var launchType = input.path("launchType").asText("");
        var arns = controller.read(records -> records.services.values().stream()
                .filter(service -> service.clusterArn.equals(cluster)
                        && service.state.status() != ServiceStatus.INACTIVE
                        && (launchType.isEmpty()
                                || launchType.equals(
                                        service.declared.path("launchType").asText())))
                .map(service -> service.arn)
                .toList());
        return Pages.of("serviceArns", arns, input, 10);
    }

    private String arn(String region, ObjectNode input) throws EcsFault {
        var cluster = controller.clusters().arn(region, input.path("cluster").asText(""));
        return Reference.arn("service", region, controller.accountId(), cluster, required(input, "service"));
    }

    private static ServiceRecord active(@org.jspecify.annotations.Nullable ServiceRecord service) throws EcsFault {
        if (service == null) {
            throw new EcsFault("ServiceNotFoundException", "Service not found.");
        }
        if (service.state.status() != ServiceStatus.ACTIVE) {
            throw new EcsFault("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    static String required(ObjectNode input, String member) throws EcsFault {
        var text = input.path(member).asText("");
        if (text.isEmpty()) {
            throw new EcsFault(
                    "InvalidParameterException", "%s is missing, expected a value: add it".formatted(member));
        }
        return text;
    }

    private static ObjectNode answer(ObjectNode service) {
        return JsonNodeFactory.instance.objectNode().set("service", service);
    }
}
