/** What every resource type shares: check, diff, preview, refresh and the handler interface. */
@NullMarked
package dev.slipway.local.provider.resource;

import org.jspecify.annotations.NullMarked;
