@NullMarked
package dev.slipway.local.cloud.ecs.scheduler;

import org.jspecify.annotations.NullMarked;
