/** Where services answer on this machine: AWS's API names hosts that exist on AWS only. */
@NullMarked
package dev.slipway.local.address;

import org.jspecify.annotations.NullMarked;
