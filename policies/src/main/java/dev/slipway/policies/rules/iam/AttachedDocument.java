package dev.slipway.policies.rules.iam;

import dev.slipway.iam.PolicyKind;
import dev.slipway.policies.model.Property;

/**
 * A whole policy document.
 *
 * @param at where it stands, such as {@code inlinePolicies[0].policy}
 * @param kind what the policy is attached to
 */
record AttachedDocument(Property at, PolicyKind kind) {}
