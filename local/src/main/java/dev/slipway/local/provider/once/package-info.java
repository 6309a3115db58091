/** Creations that happen once, however often they are interrupted and asked for again. */
@NullMarked
package dev.slipway.local.provider.once;

import org.jspecify.annotations.NullMarked;
