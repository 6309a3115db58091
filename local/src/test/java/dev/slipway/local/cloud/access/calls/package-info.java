@NullMarked
package dev.slipway.local.cloud.access.calls;

import org.jspecify.annotations.NullMarked;
