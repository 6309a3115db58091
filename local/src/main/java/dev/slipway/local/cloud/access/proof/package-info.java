/** Which parts of a role's policies its recorded calls need. */
@NullMarked
package dev.slipway.local.cloud.access.proof;

import org.jspecify.annotations.NullMarked;
