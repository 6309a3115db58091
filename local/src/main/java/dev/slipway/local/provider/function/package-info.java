/** Functions, which read from AWS: one file each. */
@NullMarked
package dev.slipway.local.provider.function;

import org.jspecify.annotations.NullMarked;
