/** Rules for AWS CodePipeline. */
@NullMarked
package dev.slipway.policies.rules.codepipeline;

import org.jspecify.annotations.NullMarked;
