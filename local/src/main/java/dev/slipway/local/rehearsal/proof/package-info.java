/** Which statements of which roles a stack's rehearsals need. */
@NullMarked
package dev.slipway.local.rehearsal.proof;

import org.jspecify.annotations.NullMarked;
