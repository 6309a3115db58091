/** What each role, key and bucket of a pipeline may do, one file each. Pure policy documents. */
@NullMarked
package dev.slipway.roles;

import org.jspecify.annotations.NullMarked;
