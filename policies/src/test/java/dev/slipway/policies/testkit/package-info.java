@NullMarked
package dev.slipway.policies.testkit;

import org.jspecify.annotations.NullMarked;
