/** Rules for Amazon ECR. */
@NullMarked
package dev.slipway.policies.rules.ecr;

import org.jspecify.annotations.NullMarked;
