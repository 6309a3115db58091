/** The load balancers of the local cloud, served on loopback ports. */
@NullMarked
package dev.slipway.local.cloud.ecs.balancer;

import org.jspecify.annotations.NullMarked;
