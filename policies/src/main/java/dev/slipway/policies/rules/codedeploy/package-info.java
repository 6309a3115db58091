/** Rules for AWS CodeDeploy. */
@NullMarked
package dev.slipway.policies.rules.codedeploy;

import org.jspecify.annotations.NullMarked;
