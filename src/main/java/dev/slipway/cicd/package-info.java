/** The components: reusable parts of a delivery pipeline to ECS, published as the package {@code slipway}. */
@NullMarked
package dev.slipway.cicd;

import org.jspecify.annotations.NullMarked;
