/** What a call needs: actions, resources and condition keys, told from its operation and its input. */
@NullMarked
package dev.slipway.local.cloud.access.calls;

import org.jspecify.annotations.NullMarked;
