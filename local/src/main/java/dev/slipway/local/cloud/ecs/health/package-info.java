/** Health checks: their settings and how results become a state. */
@NullMarked
package dev.slipway.local.cloud.ecs.health;

import org.jspecify.annotations.NullMarked;
