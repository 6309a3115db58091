/** Clients with which the cloud's own services call each other, through the gateway and as the role that AWS would use. */
@NullMarked
package dev.slipway.local.cloud.clients;

import org.jspecify.annotations.NullMarked;
