/** CodeConnections, also under its former name CodeStar Connections. */
@NullMarked
package dev.slipway.local.cloud.connections;

import org.jspecify.annotations.NullMarked;
