/** The files of a build: patterns and the zips made of what they match. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.files;

import org.jspecify.annotations.NullMarked;
