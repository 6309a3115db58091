/** Runs the rules of a pack over what the engine sends: levels, settings, suppressions, outcomes. Knows nothing of the wire. */
@NullMarked
package dev.slipway.policies.evaluation;

import org.jspecify.annotations.NullMarked;
