@NullMarked
package dev.slipway.local.cloud.ecs.runtime;

import org.jspecify.annotations.NullMarked;
