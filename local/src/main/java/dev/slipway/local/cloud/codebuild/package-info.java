/** CodeBuild: projects as they are declared, and their builds. */
@NullMarked
package dev.slipway.local.cloud.codebuild;

import org.jspecify.annotations.NullMarked;
