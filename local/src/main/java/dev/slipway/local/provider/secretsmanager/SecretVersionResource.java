package dev.slipway.local.provider.secretsmanager;

import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;

/**
 * A value of a secret; its id is {@code ARN|version}. AWS cannot delete a version: deleting takes its stages away, but
 * for the current one, which goes with the secret.
 */
public final class SecretVersionResource implements ResourceHandler {
    private static final String CURRENT = "AWSCURRENT";

    private static final ResourceType TYPE = ResourceType.of(SecretVersion.class, SecretVersionArgs.class)
            .computed("versionStages")
            .replacedBy("secretId", "secretString", "secretBinary")
            .exactlyOneOf("secretString", "secretBinary")
            .sets("versionStages")
            .secretOutputs("secretString", "secretBinary")
            .missingCodes("ResourceNotFoundException", "InvalidRequestException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String binary = inputs.text("secretBinary");
        PutSecretValueResponse response = call.clients().secrets().putSecretValue(request -> request.secretId(
                        inputs.text("secretId"))
                .secretString(inputs.text("secretString"))
                .secretBinary(
                        binary == null
                                ? null
                                : software.amazon.awssdk.core.SdkBytes.fromByteArray(
                                        java.util.Base64.getDecoder().decode(binary)))
                .versionStages(inputs.has("versionStages") ? inputs.texts("versionStages") : null));
        return response.arn() + "|" + response.versionId();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        GetSecretValueResponse value = call.clients().secrets().getSecretValue(request -> request.secretId(secret(id))
                .versionId(version(id)));
        if (value.versionStages().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PropertyMap.EMPTY
                .with("arn", value.arn())
                .with("secretId", known.text("secretId", value.arn()))
                .with("secretString", value.secretString())
                .with(
                        "secretBinary",
                        value.secretBinary() == null
                                ? null
                                : java.util.Base64.getEncoder()
                                        .encodeToString(value.secretBinary().asByteArray()))
                .with("versionId", value.versionId())
                .with("versionStages", value.versionStages()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        List<String> before = change.state().texts("versionStages");
        List<String> after =
                change.inputs().has("versionStages") ? change.inputs().texts("versionStages") : before;
        SecretsManagerClient secrets = call.clients().secrets();
        Map<String, List<String>> stages =
                secrets.describeSecret(request -> request.secretId(secret(id))).versionIdsToStages();
        for (String stage : after) {
            if (!before.contains(stage)) {
                secrets.updateSecretVersionStage(request -> request.secretId(secret(id))
                        .versionStage(stage)
                        .moveToVersionId(version(id))
                        .removeFromVersionId(holder(stages, stage)));
            }
        }
        before.stream()
                .filter(stage -> !after.contains(stage) && !stage.equals(CURRENT))
                .forEach(stage -> remove(secrets, id, stage));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        SecretsManagerClient secrets = call.clients().secrets();
        Map<String, List<String>> stages =
                secrets.describeSecret(request -> request.secretId(secret(id))).versionIdsToStages();
        stages.getOrDefault(version(id), List.of()).stream()
                .filter(stage -> !stage.equals(CURRENT))
                .forEach(stage -> remove(secrets, id, stage));
    }

    private static void remove(SecretsManagerClient secrets, String id, String stage) {
        secrets.updateSecretVersionStage(
                request -> request.secretId(secret(id)).versionStage(stage).removeFromVersionId(version(id)));
    }

    private static @Nullable String holder(Map<String, List<String>> stages, String stage) {
        return stages.entrySet().stream()
                .filter(entry -> entry.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static String secret(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('|')));
    }

    private static String version(String id) {
        return id.substring(id.lastIndexOf('|') + 1);
    }
}
