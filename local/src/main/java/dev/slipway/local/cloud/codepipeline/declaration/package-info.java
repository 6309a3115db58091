/** Pipelines as they are declared. */
@NullMarked
package dev.slipway.local.cloud.codepipeline.declaration;

import org.jspecify.annotations.NullMarked;
