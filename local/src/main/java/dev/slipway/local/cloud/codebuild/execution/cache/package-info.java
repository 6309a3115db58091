/** Keeps files of one build for the next. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.cache;

import org.jspecify.annotations.NullMarked;
