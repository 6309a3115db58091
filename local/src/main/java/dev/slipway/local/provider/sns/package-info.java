/** SNS: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.sns;

import org.jspecify.annotations.NullMarked;
