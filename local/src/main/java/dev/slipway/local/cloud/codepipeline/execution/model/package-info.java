/** What is known of the executions of a pipeline. */
@NullMarked
package dev.slipway.local.cloud.codepipeline.execution.model;

import org.jspecify.annotations.NullMarked;
