/** A stack that no reviewer should let through. */
@NullMarked
package dev.slipway.badstack;

import org.jspecify.annotations.NullMarked;
