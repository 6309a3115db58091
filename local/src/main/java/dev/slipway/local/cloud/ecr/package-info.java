/** ECR: repositories, images and layers, for the API and for the registry protocol alike. */
@NullMarked
package dev.slipway.local.cloud.ecr;

import org.jspecify.annotations.NullMarked;
