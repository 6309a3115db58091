/** What a rule is written with: typed views of resources, verdicts, settings. JDK types only in its signatures. */
@NullMarked
package dev.slipway.policies.model;

import org.jspecify.annotations.NullMarked;
