/** Executions of pipelines, read and moved on through the AWS API alone, so that any endpoint will do. */
@NullMarked
package dev.slipway.local.executions;

import org.jspecify.annotations.NullMarked;
