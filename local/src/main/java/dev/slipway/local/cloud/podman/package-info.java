/** The configuration that podman gets from the local cloud, in place of the machine's and the user's. */
@NullMarked
package dev.slipway.local.cloud.podman;

import org.jspecify.annotations.NullMarked;
