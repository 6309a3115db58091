package dev.slipway.local.provider.kms;

import com.pulumi.aws.kms.Key;
import com.pulumi.aws.kms.KeyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** A KMS key; its deletion is scheduled, and from then on it counts as gone. */
public final class KeyResource implements ResourceHandler {
    private static final String POLICY_NAME = "default";

    private static final ResourceType TYPE = ResourceType.of(Key.class, KeyArgs.class)
            .byDefault("bypassPolicyLockoutSafetyCheck", false)
            .byDefault("customerMasterKeySpec", "SYMMETRIC_DEFAULT")
            .byDefault("enableKeyRotation", false)
            .byDefault("isEnabled", true)
            .byDefault("keyUsage", "ENCRYPT_DECRYPT")
            .computed("description", "multiRegion", "policy", "rotationPeriodInDays")
            .replacedBy("customerMasterKeySpec", "customKeyStoreId", "keyUsage", "multiRegion", "xksKeyId")
            .unsupported("customKeyStoreId", "xksKeyId")
            .refreshedByUpdate("rotationPeriodInDays")
            .policy("policy")
            .notReadable("bypassPolicyLockoutSafetyCheck", "deletionWindowInDays")
            .allow("customerMasterKeySpec", Allowed.oneOf(KeySpec.knownValues()))
            .allow("keyUsage", Allowed.oneOf(KeyUsageType.knownValues()))
            .allow("deletionWindowInDays", Allowed.range(7, 30))
            .allow("rotationPeriodInDays", Allowed.range(90, 2560))
            .allow("description", Allowed.length(0, 8192))
            .missingCodes("NotFoundException", "KMSInvalidStateException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public void check(PropertyMap known, BiConsumer<String, String> problem) {
        if (known.has("rotationPeriodInDays") && known.has("enableKeyRotation") && !known.flag("enableKeyRotation")) {
            problem.accept(
                    "rotationPeriodInDays", "got a rotation period, expected enableKeyRotation to be true with it");
        }
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        KmsClient kms = call.clients().kms();
        String id = call.onceRoleIsUsable(() -> kms.createKey(request -> request.description(inputs.text("description"))
                        .keySpec(inputs.text("customerMasterKeySpec"))
                        .keyUsage(inputs.text("keyUsage"))
                        .multiRegion(inputs.maybeFlag("multiRegion"))
                        .policy(inputs.text("policy"))
                        .bypassPolicyLockoutSafetyCheck(inputs.maybeFlag("bypassPolicyLockoutSafetyCheck"))
                        .tags(tags(inputs.textMap(Tags.ALL)))))
                .keyMetadata()
                .keyId();
        return Steps.after(id, () -> {
            if (inputs.flag("enableKeyRotation")) {
                rotate(kms, id, inputs);
            }
            if (!inputs.flag("isEnabled")) {
                kms.disableKey(request -> request.keyId(id));
            }
        });
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        KmsClient kms = call.clients().kms();
        KeyMetadata key = kms.describeKey(request -> request.keyId(id)).keyMetadata();
        if (key.keyState() == KeyState.PENDING_DELETION || key.keyState() == KeyState.PENDING_REPLICA_DELETION) {
            return Optional.empty();
        }
        PropertyMap state = PropertyMap.EMPTY
                .with("arn", key.arn())
                .with("keyId", key.keyId())
                .with("customerMasterKeySpec", key.keySpecAsString())
                .with("description", key.description())
                .with("isEnabled", key.enabled())
                .with("keyUsage", key.keyUsageAsString())
                .with("multiRegion", Boolean.TRUE.equals(key.multiRegion()))
                .with(
                        "policy",
                        kms.getKeyPolicy(request -> request.keyId(id).policyName(POLICY_NAME))
                                .policy())
                .with(
                        Tags.ALL,
                        Tags.read(
                                kms.listResourceTags(request -> request.keyId(id))
                                        .tags(),
                                Tag::tagKey,
                                Tag::tagValue));
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
            return Optional.of(state.with("enableKeyRotation", false));
        }
        GetKeyRotationStatusResponse rotation = kms.getKeyRotationStatus(request -> request.keyId(id));
        return Optional.of(state.with("enableKeyRotation", rotation.keyRotationEnabled())
                .with(
                        "rotationPeriodInDays",
                        Boolean.TRUE.equals(rotation.keyRotationEnabled()) ? rotation.rotationPeriodInDays() : null));
    }

    @Override
    public void update(Call call, String id, Change change) {
        KmsClient kms = call.clients().kms();
        PropertyMap inputs = change.inputs();
        // A disabled key takes no other change, so it is enabled first and disabled last.
        if (change.touches("isEnabled") && inputs.flag("isEnabled")) {
            kms.enableKey(request -> request.keyId(id));
        }
        if (change.touches("enableKeyRotation", "rotationPeriodInDays")) {
            if (inputs.flag("enableKeyRotation")) {
                rotate(kms, id, inputs);
            } else if (change.state().flag("enableKeyRotation")) {
                kms.disableKeyRotation(request -> request.keyId(id));
            }
        }
        if (inputs.has("description") && change.touches("description")) {
            kms.updateKeyDescription(request -> request.keyId(id).description(inputs.text("description", "")));
        }
        if (inputs.has("policy") && change.touches("policy")) {
            call.onceRoleIsUsable(() -> kms.putKeyPolicy(request -> request.keyId(id)
                    .policyName(POLICY_NAME)
                    .policy(inputs.text("policy"))
                    .bypassPolicyLockoutSafetyCheck(inputs.maybeFlag("bypassPolicyLockoutSafetyCheck"))));
        }
        Tags.change(
                change,
                gone -> kms.untagResource(request -> request.keyId(id).tagKeys(gone)),
                set -> kms.tagResource(request -> request.keyId(id).tags(tags(set))));
        if (change.touches("isEnabled") && !inputs.flag("isEnabled")) {
            kms.disableKey(request -> request.keyId(id));
        }
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().kms().scheduleKeyDeletion(request -> request.keyId(id)
                .pendingWindowInDays(state.integer("deletionWindowInDays")));
    }

    private static void rotate(KmsClient kms, String id, PropertyMap inputs) {
        kms.enableKeyRotation(
                request -> request.keyId(id).rotationPeriodInDays(inputs.integer("rotationPeriodInDays")));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder()
                        .tagKey(tag.getKey())
                        .tagValue(tag.getValue())
                        .build())
                .toList();
    }
}
