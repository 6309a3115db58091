/** The Pulumi program: configuration in, pipelines out. */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
