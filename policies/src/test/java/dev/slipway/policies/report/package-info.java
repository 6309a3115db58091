@NullMarked
package dev.slipway.policies.report;

import org.jspecify.annotations.NullMarked;
