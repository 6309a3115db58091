/** Finds the files of a build's outputs, packs and uploads them. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.artifact;

import org.jspecify.annotations.NullMarked;
