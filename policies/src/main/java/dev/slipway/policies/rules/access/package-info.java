/** Who a resource policy lets in: what the rules for policies of buckets, keys, repositories, topics and buses share. */
@NullMarked
package dev.slipway.policies.rules.access;

import org.jspecify.annotations.NullMarked;
