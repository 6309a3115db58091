/** A run of the pack as files that machines read: JSON, SARIF, JUnit XML. */
@NullMarked
package dev.slipway.policies.report;

import org.jspecify.annotations.NullMarked;
