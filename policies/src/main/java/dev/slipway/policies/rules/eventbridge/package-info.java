/** Rules for Amazon EventBridge. */
@NullMarked
package dev.slipway.policies.rules.eventbridge;

import org.jspecify.annotations.NullMarked;
