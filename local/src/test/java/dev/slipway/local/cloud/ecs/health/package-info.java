@NullMarked
package dev.slipway.local.cloud.ecs.health;

import org.jspecify.annotations.NullMarked;
