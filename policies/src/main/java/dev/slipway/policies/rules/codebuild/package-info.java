/** Rules for AWS CodeBuild. */
@NullMarked
package dev.slipway.policies.rules.codebuild;

import org.jspecify.annotations.NullMarked;
