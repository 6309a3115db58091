/** Keeps executions on disk and does what they ask for. */
@NullMarked
package dev.slipway.local.cloud.codepipeline.execution.driver;

import org.jspecify.annotations.NullMarked;
