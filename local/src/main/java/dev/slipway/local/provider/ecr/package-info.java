/** ECR: one file per resource type. */
@NullMarked
package dev.slipway.local.provider.ecr;

import org.jspecify.annotations.NullMarked;
