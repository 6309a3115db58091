/** S3: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.s3;

import org.jspecify.annotations.NullMarked;
