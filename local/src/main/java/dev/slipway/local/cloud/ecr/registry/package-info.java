/** The registry protocol of Docker and OCI over the repositories of ECR. */
@NullMarked
package dev.slipway.local.cloud.ecr.registry;

import org.jspecify.annotations.NullMarked;
