/** The policies that judge a call, read from the services that keep them. */
@NullMarked
package dev.slipway.local.cloud.access.policies;

import org.jspecify.annotations.NullMarked;
