/** Rules for Amazon ECS. */
@NullMarked
package dev.slipway.policies.rules.ecs;

import org.jspecify.annotations.NullMarked;
