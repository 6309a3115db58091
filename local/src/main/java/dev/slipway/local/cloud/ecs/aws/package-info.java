/** The controller's ports on the rest of the local cloud, through the AWS SDK. */
@NullMarked
package dev.slipway.local.cloud.ecs.aws;

import org.jspecify.annotations.NullMarked;
