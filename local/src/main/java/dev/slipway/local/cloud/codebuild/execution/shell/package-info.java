/** The shell that a build's commands run in, and the log that they write. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.shell;

import org.jspecify.annotations.NullMarked;
