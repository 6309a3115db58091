@NullMarked
package dev.slipway.local.cloud.ecs.balancer;

import org.jspecify.annotations.NullMarked;
