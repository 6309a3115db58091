@NullMarked
package dev.slipway.local.cloud.access.proof;

import org.jspecify.annotations.NullMarked;
