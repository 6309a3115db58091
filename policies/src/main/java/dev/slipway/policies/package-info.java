/** The policy pack that Pulumi's engine runs. */
@NullMarked
package dev.slipway.policies;

import org.jspecify.annotations.NullMarked;
