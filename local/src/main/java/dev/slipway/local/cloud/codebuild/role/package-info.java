/** What CodeBuild asks of the cloud for a build, each call as the build's role. */
@NullMarked
package dev.slipway.local.cloud.codebuild.role;

import org.jspecify.annotations.NullMarked;
