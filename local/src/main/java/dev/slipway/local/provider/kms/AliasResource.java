package dev.slipway.local.provider.kms;

import com.pulumi.aws.kms.Alias;
import com.pulumi.aws.kms.AliasArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;

/** An alias of a KMS key. */
public final class AliasResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Alias.class, AliasArgs.class)
            .autoName(new AutoName("name", "alias/", 255, false))
            .computed("namePrefix")
            .replacedBy("name", "namePrefix")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix")
            .sameWhen("targetKeyId", (a, b) -> keyId(a).equals(keyId(b)))
            .refreshedByUpdate("targetKeyArn")
            .allow(
                    "name",
                    Allowed.pattern(
                            "alias/(?!aws/)[\\w/-]{1,250}", "alias/ and letters, digits and / _ -, not alias/aws/"))
            .missingCodes("NotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        String name = inputs.need("name");
        call.clients().kms().createAlias(request -> request.aliasName(name).targetKeyId(inputs.text("targetKeyId")));
        return name;
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        return call.clients().kms().listAliasesPaginator().aliases().stream()
                .filter(alias -> alias.aliasName().equals(id) && alias.targetKeyId() != null)
                .findFirst()
                .map(alias -> PropertyMap.EMPTY
                        .with("name", id)
                        .with("arn", alias.aliasArn())
                        .with("targetKeyId", alias.targetKeyId())
                        .with("targetKeyArn", alias.aliasArn().replace(":" + id, ":key/" + alias.targetKeyId())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        call.clients().kms().updateAlias(request -> request.aliasName(id)
                .targetKeyId(change.inputs().text("targetKeyId")));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().kms().deleteAlias(request -> request.aliasName(id));
    }

    private static String keyId(Object idOrArn) {
        String text = idOrArn.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
