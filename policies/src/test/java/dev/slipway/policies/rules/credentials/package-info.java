@NullMarked
package dev.slipway.policies.rules.credentials;

import org.jspecify.annotations.NullMarked;
