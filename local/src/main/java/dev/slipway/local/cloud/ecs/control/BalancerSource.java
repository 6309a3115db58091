package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.balancer.BalancerConfiguration;

/** The load balancers that clients declared. */
@FunctionalInterface
public interface BalancerSource {
    /** All listeners, rules and target groups of a region. */
    BalancerConfiguration read(String region);
}
