/** Container engines behind one port: podman, Docker, and a simulated one that says so. */
@NullMarked
package dev.slipway.local.cloud.ecs.runtime;

import org.jspecify.annotations.NullMarked;
