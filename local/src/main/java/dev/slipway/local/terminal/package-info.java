/** Executions as text: a frame that is drawn again and again on a terminal, and lines for everything else. */
@NullMarked
package dev.slipway.local.terminal;

import org.jspecify.annotations.NullMarked;
