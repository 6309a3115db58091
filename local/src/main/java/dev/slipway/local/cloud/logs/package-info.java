/** CloudWatch Logs: groups and streams in the store, events in one file for each stream, to which a call appends what it brings. */
@NullMarked
package dev.slipway.local.cloud.logs;

import org.jspecify.annotations.NullMarked;
