package dev.slipway.local.address;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Finds the addresses of ECS services, through the listeners that forward to them. */
public final class ServiceAddresses {
    private final EcsClient ecs;
    private final ElasticLoadBalancingV2Client balancers;
    private final Listeners listeners;

    /** Addresses that these clients and listeners tell. */
    public ServiceAddresses(EcsClient ecs, ElasticLoadBalancingV2Client balancers, Listeners listeners) {
        this.ecs = ecs;
        this.balancers = balancers;
        this.listeners = listeners;
    }

    /** Where a service answers; empty when there is none of that name, or no listener forwards to it by default. */
    public Optional<ServiceAddress> find(String cluster, String service) {
        return services(cluster, service).stream()
                .flatMap(found -> found.loadBalancers().stream())
                .flatMap(balancer -> Optional.ofNullable(balancer.targetGroupArn()).stream())
                .flatMap(group -> groups(group).stream())
                .flatMap(group -> group.loadBalancerArns().stream()
                        .flatMap(balancer -> address(balancer, group.targetGroupArn()).stream()))
                .findFirst();
    }

    private List<Service> services(String cluster, String service) {
        try {
            return ecs.describeServices(request -> request.cluster(cluster).services(service))
                    .services();
        } catch (ClusterNotFoundException gone) {
            return List.of();
        }
    }

    private List<TargetGroup> groups(String arn) {
        try {
            return balancers
                    .describeTargetGroups(request -> request.targetGroupArns(arn))
                    .targetGroups();
        } catch (TargetGroupNotFoundException gone) {
            return List.of();
        }
    }

    private Optional<ServiceAddress> address(String balancer, String group) {
        return balancers.describeListeners(request -> request.loadBalancerArn(balancer)).listeners().stream()
                .filter(listener ->
                        listener.defaultActions().stream().anyMatch(action -> group.equals(action.targetGroupArn())))
                .flatMap(listener -> address(listener).stream())
                .findFirst();
    }

    private Optional<ServiceAddress> address(Listener listener) {
        return listeners.find(listener.listenerArn()).map(url -> new ServiceAddress(url, listener.port()));
    }
}
