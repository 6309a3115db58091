/** Planted rules; their service is that of the rules whose names they have. */
@NullMarked
package dev.slipway.policies.planted.ecr;

import org.jspecify.annotations.NullMarked;
