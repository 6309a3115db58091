/** What a credential in plain text looks like. */
@NullMarked
package dev.slipway.policies.rules.credentials;

import org.jspecify.annotations.NullMarked;
