/** Secrets Manager: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.secretsmanager;

import org.jspecify.annotations.NullMarked;
