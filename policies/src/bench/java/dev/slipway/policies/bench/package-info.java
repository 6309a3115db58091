/** Measurements of the pack, run by {@code ./slipway bench}. */
@NullMarked
package dev.slipway.policies.bench;

import org.jspecify.annotations.NullMarked;
