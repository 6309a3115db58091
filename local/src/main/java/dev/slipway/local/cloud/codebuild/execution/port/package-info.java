/** What the engine asks of the cloud around it. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.port;

import org.jspecify.annotations.NullMarked;
