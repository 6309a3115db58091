/** The AWS side: the loopback endpoint, SDK clients, waits and errors. */
@NullMarked
package dev.slipway.local.provider.aws;

import org.jspecify.annotations.NullMarked;
