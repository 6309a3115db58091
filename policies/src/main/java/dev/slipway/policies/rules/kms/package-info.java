/** Rules for AWS KMS. */
@NullMarked
package dev.slipway.policies.rules.kms;

import org.jspecify.annotations.NullMarked;
