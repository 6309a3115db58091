@NullMarked
package dev.slipway.policies.evaluation;

import org.jspecify.annotations.NullMarked;
