/** KMS: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.kms;

import org.jspecify.annotations.NullMarked;
