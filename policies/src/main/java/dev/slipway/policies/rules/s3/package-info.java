/** Rules for Amazon S3. */
@NullMarked
package dev.slipway.policies.rules.s3;

import org.jspecify.annotations.NullMarked;
