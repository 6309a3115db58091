@NullMarked
package dev.slipway.policies.rules.iam;

import org.jspecify.annotations.NullMarked;
