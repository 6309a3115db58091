package dev.slipway.local.rehearsal.scene;

import dev.slipway.local.address.ServiceAddress;
import dev.slipway.local.address.ServiceAddresses;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The ECS service that a pipeline deploys to. */
public final class RunningService {
    private final Cloud cloud;
    private final Delivery delivery;

    /** The service of a delivery. */
    public RunningService(Cloud cloud, Delivery delivery) {
        this.cloud = cloud;
        this.delivery = delivery;
    }

    private Service describe() {
        return cloud.ecs()
                .describeServices(request -> request.cluster(delivery.cluster()).services(delivery.service()))
                .services()
                .get(0);
    }

    /** Image of the deployment that is in place, when it has completed. */
    public Optional<String> image() {
        var deployments = describe().deployments();
        return deployments.size() == 1 && deployments.get(0).rolloutState() == DeploymentRolloutState.COMPLETED
                ? Optional.of(image(deployments.get(0)))
                : Optional.empty();
    }

    private String image(Deployment deployment) {
        return cloud.ecs()
                .describeTaskDefinition(request -> request.taskDefinition(deployment.taskDefinition()))
                .taskDefinition()
                .containerDefinitions()
                .get(0)
                .image();
    }

    /** What the service said lately, newest first. */
    public List<String> events() {
        return describe().events().stream().map(ServiceEvent::message).toList();
    }

    /** Whether its tasks are only simulated, because this machine has no container engine. */
    public boolean simulated() {
        return events().stream().anyMatch(event -> event.contains("simulated"));
    }

    /** Where its load balancer answers; empty when it has none. */
    public Optional<URI> url() {
        return new ServiceAddresses(cloud.ecs(), cloud.balancers(), cloud.listeners())
                .find(delivery.cluster(), delivery.service())
                .map(ServiceAddress::url);
    }
}
