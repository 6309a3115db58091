/** Reads the test reports that a build leaves. */
@NullMarked
package dev.slipway.local.cloud.codebuild.execution.report;

import org.jspecify.annotations.NullMarked;
