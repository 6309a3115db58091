/** CodeCommit: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.codecommit;

import org.jspecify.annotations.NullMarked;
