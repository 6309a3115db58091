/** How Git works here, whoever runs the local cloud. */
@NullMarked
package dev.slipway.local.cloud.git;

import org.jspecify.annotations.NullMarked;
