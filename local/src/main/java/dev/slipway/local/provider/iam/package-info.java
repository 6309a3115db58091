/** IAM: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.iam;

import org.jspecify.annotations.NullMarked;
