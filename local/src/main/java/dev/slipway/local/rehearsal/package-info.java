/** Rehearsals: what a pipeline does when all goes well, and when something fails, tried on a local cloud of its own. */
@NullMarked
package dev.slipway.local.rehearsal;

import org.jspecify.annotations.NullMarked;
