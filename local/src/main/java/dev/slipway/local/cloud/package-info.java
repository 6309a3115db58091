/** The local cloud: one loopback port that speaks AWS's wire protocols. */
@NullMarked
package dev.slipway.local.cloud;

import org.jspecify.annotations.NullMarked;
