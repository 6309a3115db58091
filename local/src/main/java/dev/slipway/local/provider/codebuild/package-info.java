/** CodeBuild: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.codebuild;

import org.jspecify.annotations.NullMarked;
