/** Commands that follow pipelines and move them on. They use the AWS API alone, on any endpoint. */
@NullMarked
package dev.slipway.local.command;

import org.jspecify.annotations.NullMarked;
