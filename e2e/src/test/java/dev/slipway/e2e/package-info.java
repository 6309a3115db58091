/** The project as its users run it. */
@NullMarked
package dev.slipway.e2e;

import org.jspecify.annotations.NullMarked;
