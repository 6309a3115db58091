package dev.slipway.local.cloud.codebuild.role;

import dev.slipway.local.cloud.codebuild.execution.port.CloudCallException;
import dev.slipway.local.cloud.codebuild.execution.port.SecretLookup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Parameters and secrets that a build's role may read. */
final class RoleSecrets implements SecretLookup {
    private final BuildRole role;

    RoleSecrets(BuildRole role) {
        this.role = role;
    }

    @Override
    public String parameter(String name) throws CloudCallException {
        try (var ssm = role.client(SsmClient.builder())) {
            var found = BuildRole.call(
                    () -> ssm.getParameters(request -> request.names(name).withDecryption(true)));
            if (found.parameters().isEmpty()) {
                throw new CloudCallException("ParameterNotFound", "parameter does not exist: " + name);
            }
            return found.parameters().get(0).value();
        }
    }

    @Override
    public String secret(String secretId, @Nullable String versionStage, @Nullable String versionId)
            throws CloudCallException {
        try (var secrets = role.client(SecretsManagerClient.builder())) {
            var found = BuildRole.call(() -> secrets.getSecretValue(request ->
                    request.secretId(secretId).versionStage(versionStage).versionId(versionId)));
            if (found.secretString() == null) {
                throw new CloudCallException(
                        "InvalidRequestException", "secret " + secretId + " is binary, expected a text");
            }
            return found.secretString();
        }
    }
}
