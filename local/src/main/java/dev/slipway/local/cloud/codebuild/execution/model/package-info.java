/** What a build is asked to do, and what became of it. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.model;

import org.jspecify.annotations.NullMarked;
