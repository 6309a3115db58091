/** Rules for Amazon SNS. */
@NullMarked
package dev.slipway.policies.rules.sns;

import org.jspecify.annotations.NullMarked;
