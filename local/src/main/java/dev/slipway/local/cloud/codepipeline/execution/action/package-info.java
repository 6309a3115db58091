/** The types of actions that the local cloud runs. */
@NullMarked
package dev.slipway.local.cloud.codepipeline.execution.action;

import org.jspecify.annotations.NullMarked;
