@NullMarked
package dev.slipway.local.cloud.access.record;

import org.jspecify.annotations.NullMarked;
