/** CloudWatch, CloudWatch Logs and EventBridge, which Pulumi has in one module: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.cloudwatch;

import org.jspecify.annotations.NullMarked;
