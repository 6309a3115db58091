package dev.slipway.local.executions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Reads ECS services with their deployments, tasks and events. */
public final class ServiceReader {
    private static final int EVENTS = 20;
    private static final int TASKS = 100;

    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client balancers;

    /** A reader that asks these clients. */
    public ServiceReader(EcsClient ecs, ElasticLoadBalancingV2Client balancers) {
        this.ecs = ecs;
        this.balancers = balancers;
    }

    /** The service; empty when there is none of that name. */
    public Optional<ServiceView> read(ServiceTarget target) {
        return find(target).map(service -> view(target, service));
    }

    private Optional<Service> find(ServiceTarget target) {
        try {
            return ecs
                    .describeServices(
                            request -> request.cluster(target.cluster()).services(target.service()))
                    .services()
                    .stream()
                    .filter(service -> !"INACTIVE".equals(service.status()))
                    .findFirst();
        } catch (ClusterNotFoundException gone) {
            return Optional.empty();
        }
    }

    private ServiceView view(ServiceTarget target, Service service) {
        var health = health(service);
        return new ServiceView(
                target.cluster(),
                target.service(),
                number(service.desiredCount()),
                number(service.runningCount()),
                service.deployments().stream().map(ServiceReader::deployment).toList(),
                tasks(target).stream().map(task -> task(task, service, health)).toList(),
                service.events().stream()
                        .limit(EVENTS)
                        .map(event -> new ServiceView.Event(event.id(), event.createdAt(), event.message()))
                        .toList(),
                service.loadBalancers().stream()
                        .map(balancer -> balancer.targetGroupArn())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static ServiceView.Deployment deployment(software.amazon.awssdk.services.ecs.model.Deployment deployment) {
        return new ServiceView.Deployment(
                deployment.id(),
                deployment.status(),
                name(deployment.taskDefinition()),
                number(deployment.desiredCount()),
                number(deployment.pendingCount()),
                number(deployment.runningCount()),
                number(deployment.failedTasks()),
                text(deployment.rolloutStateAsString()),
                text(deployment.rolloutStateReason()));
    }

    private List<Task> tasks(ServiceTarget target) {
        var arns = Stream.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)
                .flatMap(status -> ecs
                        .listTasks(request -> request.cluster(target.cluster())
                                .serviceName(target.service())
                                .desiredStatus(status))
                        .taskArns()
                        .stream())
                .distinct()
                .limit(TASKS)
                .toList();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(request -> request.cluster(target.cluster()).tasks(arns))
                        .tasks();
    }

    /** What the load balancers say, by address and port of the target. */
    private Map<String, String> health(Service service) {
        var health = new HashMap<String, String>();
        for (var balancer : service.loadBalancers()) {
            for (var target : targets(balancer.targetGroupArn())) {
                health.put(
                        target.target().id() + ":" + target.target().port(),
                        target.targetHealth().stateAsString());
            }
        }
        return health;
    }

    private List<TargetHealthDescription> targets(@Nullable String group) {
        if (group == null) {
            return List.of();
        }
        try {
            return balancers
                    .describeTargetHealth(request -> request.targetGroupArn(group))
                    .targetHealthDescriptions();
        } catch (TargetGroupNotFoundException gone) {
            return List.of();
        }
    }

    private static ServiceView.Task task(Task task, Service service, Map<String, String> health) {
        return new ServiceView.Task(
                name(task.taskArn()),
                name(task.taskDefinitionArn()),
                text(task.lastStatus()),
                text(task.healthStatusAsString()),
                addresses(task, service)
                        .map(health::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""),
                task.startedAt(),
                text(task.stoppedReason()),
                task.attributes().stream()
                        .anyMatch(attribute ->
                                attribute.name().equals("slipway.runtime") && "simulated".equals(attribute.value())));
    }

    /** Where a task can be a target: ports of the host, or its own network interface with the port that the service names. */
    private static Stream<String> addresses(Task task, Service service) {
        var bindings = task.containers().stream()
                .flatMap(container -> container.networkBindings().stream())
                .toList();
        var own = task.attachments().stream()
                .flatMap(attachment -> attachment.details().stream())
                .filter(detail -> "privateIPv4Address".equals(detail.name()))
                .map(detail -> detail.value())
                .toList();
        return Stream.concat(
                bindings.stream().map(binding -> text(binding.bindIP()) + ":" + binding.hostPort()),
                own.stream().flatMap(address -> service.loadBalancers().stream()
                        .map(one -> address + ":" + one.containerPort())));
    }

    private static String name(@Nullable String arn) {
        return arn == null ? "" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
