package dev.slipway.local.cloud.ecs.control;

import dev.slipway.local.cloud.ecs.runtime.RegistryCredentials;
import org.jspecify.annotations.Nullable;

/** Logins at image registries. */
@FunctionalInterface
public interface RegistryLogin {
    /**
     * The login that an image needs.
     *
     * @param session of the execution role, which asks for the token
     * @param image reference of the image
     * @return null for a registry that asks for none
     * @throws TaskResourceFailure when the role may not
     */
    @Nullable
    RegistryCredentials login(TaskSession session, String image) throws TaskResourceFailure;

    /** Whether an image is in this cloud's own registry. */
    default boolean isOwn(String image) {
        return false;
    }
}
