/** What ECS decides for one service: pure, from the state, the observed tasks and the clock. */
@NullMarked
package dev.slipway.local.cloud.ecs.scheduler;

import org.jspecify.annotations.NullMarked;
