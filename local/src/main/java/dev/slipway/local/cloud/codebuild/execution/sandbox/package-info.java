/** Keeps a build's processes away from the rest of the machine, as far as the machine allows. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.sandbox;

import org.jspecify.annotations.NullMarked;
