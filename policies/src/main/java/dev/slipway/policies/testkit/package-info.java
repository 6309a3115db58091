/** Drives a pack exactly as the engine does, for tests of rules. */
@NullMarked
package dev.slipway.policies.testkit;

import org.jspecify.annotations.NullMarked;
