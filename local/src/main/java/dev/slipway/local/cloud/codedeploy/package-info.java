/** CodeDeploy: applications, deployment groups and configurations. Nothing is deployed yet. */
@NullMarked
package dev.slipway.local.cloud.codedeploy;

import org.jspecify.annotations.NullMarked;
