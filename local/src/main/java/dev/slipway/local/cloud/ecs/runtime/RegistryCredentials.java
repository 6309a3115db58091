package dev.slipway.local.cloud.ecs.runtime;

/**
 * A login at a registry. The text form hides the password.
 *
 * @param username {@code AWS} for ECR
 * @param password the token
 */
public record RegistryCredentials(String username, String password) {
    @Override
    public String toString() {
        return username + ":***";
    }
}
