package dev.slipway.local.cloud.ecs.balancer;

import java.util.List;

/**
 * All load balancers of one region.
 *
 * @param listeners every listener
 * @param targetGroups every target group
 */
public record BalancerConfiguration(List<Listener> listeners, List<TargetGroup> targetGroups) {
    /** Nothing is declared. */
    public static final BalancerConfiguration EMPTY = new BalancerConfiguration(List.of(), List.of());

    /** Copies the lists. */
    public BalancerConfiguration {
        listeners = List.copyOf(listeners);
        targetGroups = List.copyOf(targetGroups);
    }
}
