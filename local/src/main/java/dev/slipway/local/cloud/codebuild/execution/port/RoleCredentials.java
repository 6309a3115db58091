package dev.slipway.local.cloud.codebuild.execution.port;

import dev.slipway.local.cloud.codebuild.execution.model.TemporaryCredentials;

/** Temporary credentials of the build's role. */
@FunctionalInterface
public interface RoleCredentials {
    /**
     * Credentials that are good for some minutes more. Called for every request of the build's clients, by any thread.
     *
     * @throws CloudCallException if CodeBuild may not assume the role
     */
    TemporaryCredentials get() throws CloudCallException;
}
