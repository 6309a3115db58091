/** Rules for IAM policies, wherever they are attached. */
@NullMarked
package dev.slipway.policies.rules.iam;

import org.jspecify.annotations.NullMarked;
