package dev.slipway.local.cloud.ecs.aws;

import dev.slipway.local.cloud.ecs.control.RegistryLogin;
import dev.slipway.local.cloud.ecs.control.TaskResourceFailure;
import dev.slipway.local.cloud.ecs.control.TaskSession;
import dev.slipway.local.cloud.ecs.runtime.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;

/** The local ECR's tokens, in the name of the execution role; other registries are asked without a login. */
public final class AwsRegistryLogin implements RegistryLogin {
    private final AwsClients clients;
    private final String registry;

    /**
     * Makes it.
     *
     * @param registry host and port that repository URIs of the local ECR begin with
     */
    public AwsRegistryLogin(AwsClients clients, String registry) {
        this.clients = clients;
        this.registry = registry;
    }

    @Override
    public @Nullable RegistryCredentials login(TaskSession session, String image) throws TaskResourceFailure {
        // Without an execution role nobody may ask for a token, and the registry says so itself.
        if (!isOwn(image) || session.roleArn().isEmpty()) {
            return null;
        }
        try {
            var token = clients.client(EcrClient.builder(), session.region(), session)
                    .getAuthorizationToken()
                    .authorizationData()
                    .get(0)
                    .authorizationToken();
            var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return new RegistryCredentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (SdkException e) {
            throw new TaskResourceFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean isOwn(String image) {
        return image.startsWith(registry + "/");
    }
}
