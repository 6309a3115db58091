package dev.slipway.local.cloud.ecs.runtime;

import org.jspecify.annotations.Nullable;

/**
 * An image to bring here.
 *
 * @param image reference as in the container definition
 * @param credentials for its registry; null when it asks for none
 */
public record ImagePull(String image, @Nullable RegistryCredentials credentials) {}
