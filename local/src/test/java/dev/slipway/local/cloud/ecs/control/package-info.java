@NullMarked
package dev.slipway.local.cloud.ecs.control;

import org.jspecify.annotations.NullMarked;
