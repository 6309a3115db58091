/** CodePipeline: pipelines as they are declared. Nothing runs yet. */
@NullMarked
package dev.slipway.local.cloud.codepipeline;

import org.jspecify.annotations.NullMarked;
