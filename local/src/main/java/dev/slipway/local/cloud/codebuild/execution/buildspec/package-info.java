/** What a buildspec says, and the parser that reads one. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.buildspec;

import org.jspecify.annotations.NullMarked;
