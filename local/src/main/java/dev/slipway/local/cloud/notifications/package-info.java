/** Notification rules of the developer tools. */
@NullMarked
package dev.slipway.local.cloud.notifications;

import org.jspecify.annotations.NullMarked;
