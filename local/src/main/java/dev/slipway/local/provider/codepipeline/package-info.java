/** CodePipeline: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.codepipeline;

import org.jspecify.annotations.NullMarked;
