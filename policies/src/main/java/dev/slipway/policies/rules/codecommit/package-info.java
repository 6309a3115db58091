/** Rules for AWS CodeCommit. */
@NullMarked
package dev.slipway.policies.rules.codecommit;

import org.jspecify.annotations.NullMarked;
