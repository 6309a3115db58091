/** The calls of roles that were judged, kept on disk. */
@NullMarked
package dev.slipway.local.cloud.access.record;

import org.jspecify.annotations.NullMarked;
