/** Makes Docker's commands work in a build. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.container;

import org.jspecify.annotations.NullMarked;
