/** The ECS and Elastic Load Balancing operations that the controller answers. */
@NullMarked
package dev.slipway.local.cloud.ecs.api;

import org.jspecify.annotations.NullMarked;
