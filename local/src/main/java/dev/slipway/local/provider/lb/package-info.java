/** Elastic Load Balancing: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.lb;

import org.jspecify.annotations.NullMarked;
