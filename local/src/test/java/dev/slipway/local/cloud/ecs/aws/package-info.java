@NullMarked
package dev.slipway.local.cloud.ecs.aws;

import org.jspecify.annotations.NullMarked;
