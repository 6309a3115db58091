package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.RegistryCredentials;
import org.jspecify.annotations.Nullable;

/** Logins at image registries. */
@FunctionalInterface
public interface RegistryLogin {
    /**
     * The login that an image needs.
     *
     * @param executionRoleArn role that asks for the token; empty when the task definition has none
     * @param image reference of the image
     * @return null for a registry that asks for none
     * @throws TaskResourceFailure when the role may not
     */
    @Nullable
    RegistryCredentials login(String region, String executionRoleArn, String image) throws TaskResourceFailure;
}
