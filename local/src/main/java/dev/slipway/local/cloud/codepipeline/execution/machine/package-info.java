/** How executions of a pipeline go on: a state and an event give the next state. No clock, no network, no disk. */
@NullMarked
package dev.slipway.local.cloud.codepipeline.execution.machine;

import org.jspecify.annotations.NullMarked;
