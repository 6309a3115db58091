/** Property values as the engine sends them: plain Java values, unknowns and secrets. */
@NullMarked
package dev.slipway.local.provider.property;

import org.jspecify.annotations.NullMarked;
