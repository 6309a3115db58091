/** Gives a build's AWS clients the credentials of its role. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.credentials;

import org.jspecify.annotations.NullMarked;
