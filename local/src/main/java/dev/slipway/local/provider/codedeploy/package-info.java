/** CodeDeploy: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.codedeploy;

import org.jspecify.annotations.NullMarked;
