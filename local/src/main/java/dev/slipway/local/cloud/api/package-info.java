/** What a service of ours is made of: operations, calls and errors. */
@NullMarked
package dev.slipway.local.cloud.api;

import org.jspecify.annotations.NullMarked;
