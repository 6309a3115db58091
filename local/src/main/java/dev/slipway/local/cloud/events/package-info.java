/** EventBridge around the services: their events, and the targets that ministack does not serve. */
@NullMarked
package dev.slipway.local.cloud.events;

import org.jspecify.annotations.NullMarked;
