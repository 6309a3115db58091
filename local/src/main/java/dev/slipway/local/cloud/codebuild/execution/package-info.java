/** Runs builds of CodeBuild projects on this machine, in the phases, with the variables, logs and errors of AWS. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution;

import org.jspecify.annotations.NullMarked;
