/** Programs that are run to their end, within a bound. */
@NullMarked
package dev.slipway.local.process;

import org.jspecify.annotations.NullMarked;
