/** CodeBuild: projects as they are declared. Nothing is built yet. */
@NullMarked
package dev.slipway.local.cloud.codebuild;

import org.jspecify.annotations.NullMarked;
