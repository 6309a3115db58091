/** ECS: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.ecs;

import org.jspecify.annotations.NullMarked;
