@NullMarked
package dev.slipway.local.cloud.ecs.api;

import org.jspecify.annotations.NullMarked;
