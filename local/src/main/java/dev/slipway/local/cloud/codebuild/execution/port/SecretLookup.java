package dev.slipway.local.cloud.codebuild.execution.port;

import org.jspecify.annotations.Nullable;

/** Values from Parameter Store and Secrets Manager, read as the build's role. */
public interface SecretLookup {
    /**
     * The decrypted value of a parameter, by {@code ssm:GetParameters}.
     *
     * @throws CloudCallException if there is none, or the role may not read it
     */
    String parameter(String name) throws CloudCallException;

    /**
     * The text of a secret, by {@code secretsmanager:GetSecretValue}.
     *
     * @param versionStage staging label, or null
     * @param versionId version, or null; AWSCURRENT when both are null
     * @throws CloudCallException if there is none, or the role may not read it
     */
    String secret(String secretId, @Nullable String versionStage, @Nullable String versionId) throws CloudCallException;
}
