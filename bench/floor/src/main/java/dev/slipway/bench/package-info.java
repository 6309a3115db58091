/** What the engine costs by itself. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
