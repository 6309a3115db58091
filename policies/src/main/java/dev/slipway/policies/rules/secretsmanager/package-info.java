/** Rules for AWS Secrets Manager. */
@NullMarked
package dev.slipway.policies.rules.secretsmanager;

import org.jspecify.annotations.NullMarked;
