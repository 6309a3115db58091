/** Rules for Amazon CloudWatch Logs. */
@NullMarked
package dev.slipway.policies.rules.logs;

import org.jspecify.annotations.NullMarked;
