/** Rules for Amazon SQS. */
@NullMarked
package dev.slipway.policies.rules.sqs;

import org.jspecify.annotations.NullMarked;
