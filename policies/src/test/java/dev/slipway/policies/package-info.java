@NullMarked
package dev.slipway.policies;

import org.jspecify.annotations.NullMarked;
