/** ECS services made real on one machine. */
@NullMarked
package dev.slipway.local.cloud.ecs;

import org.jspecify.annotations.NullMarked;
