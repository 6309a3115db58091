package dev.slipway.local.provider.secretsmanager;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.property.Values;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** A secret without its value; its id is the ARN. */
public final class SecretResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Secret.class, SecretArgs.class)
            .autoName(AutoName.of("name", 512))
            .byDefault("forceOverwriteReplicaSecret", false)
            .byDefault("recoveryWindowInDays", 30)
            .computed("namePrefix", "policy", "replicas")
            .replacedBy("name", "namePrefix")
            .conflicting("name", "namePrefix")
            .unsupported("replicas")
            .notReadable("forceOverwriteReplicaSecret", "recoveryWindowInDays", "namePrefix")
            .policy("policy")
            .allow("name", Allowed.pattern("[\\w/+=.@-]{1,512}", "1 to 512 of letters, digits and / _ + = . @ -"))
            .allow(
                    "recoveryWindowInDays",
                    value -> value.equals(0L) ? null : Allowed.range(7, 30).problem(value))
            .missingCodes("ResourceNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        SecretsManagerClient secrets = call.clients().secrets();
        String id = secrets.createSecret(request -> request.name(inputs.text("name"))
                        .description(inputs.text("description"))
                        .kmsKeyId(inputs.text("kmsKeyId"))
                        .tags(tags(inputs.textMap(Tags.ALL))))
                .arn();
        return Steps.after(id, () -> {
            if (!Values.isUnset(inputs.get("policy"))) {
                putPolicy(call, id, inputs);
            }
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        SecretsManagerClient secrets = call.clients().secrets();
        DescribeSecretResponse secret = secrets.describeSecret(request -> request.secretId(id));
        if (secret.deletedDate() != null) {
            return Optional.empty();
        }
        return Optional.of(PropertyMap.EMPTY
                .with("arn", secret.arn())
                .with("name", secret.name())
                .with("description", secret.description())
                .with("kmsKeyId", secret.kmsKeyId())
                .with(
                        "policy",
                        secrets.getResourcePolicy(request -> request.secretId(id))
                                .resourcePolicy())
                .with(Tags.ALL, Tags.read(secret.tags(), Tag::key, Tag::value)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        SecretsManagerClient secrets = call.clients().secrets();
        PropertyMap inputs = change.inputs();
        if (change.touches("description", "kmsKeyId")) {
            secrets.updateSecret(request -> request.secretId(id)
                    .description(inputs.text("description", ""))
                    .kmsKeyId(inputs.text("kmsKeyId", "")));
        }
        if (inputs.has("policy") && change.touches("policy")) {
            if (Values.isUnset(inputs.get("policy"))
                    || inputs.text("policy", "").equals("{}")) {
                secrets.deleteResourcePolicy(request -> request.secretId(id));
            } else {
                putPolicy(call, id, inputs);
            }
        }
        Tags.change(
                change,
                gone -> secrets.untagResource(request -> request.secretId(id).tagKeys(gone)),
                set -> secrets.tagResource(request -> request.secretId(id).tags(tags(set))));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        Integer days = state.integer("recoveryWindowInDays");
        DeleteSecretRequest.Builder request = DeleteSecretRequest.builder().secretId(id);
        if (days != null && days == 0) {
            request.forceDeleteWithoutRecovery(true);
        } else if (days != null) {
            request.recoveryWindowInDays(days.longValue());
        }
        call.clients().secrets().deleteSecret(request.build());
    }

    private static void putPolicy(Call call, String id, PropertyMap inputs) {
        call.onceRoleIsUsable(() -> call.clients().secrets().putResourcePolicy(request -> request.secretId(id)
                .resourcePolicy(inputs.text("policy"))));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
