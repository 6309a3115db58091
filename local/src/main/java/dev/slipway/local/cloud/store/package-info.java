/** State on disk that survives a kill at any moment. */
@NullMarked
package dev.slipway.local.cloud.store;

import org.jspecify.annotations.NullMarked;
