package dev.slipway.local.provider.iam;

import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;

/** A managed policy that is attached to a role; imported as {@code role/policyArn}. */
public final class RolePolicyAttachmentResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(RolePolicyAttachment.class, RolePolicyAttachmentArgs.class)
            .replacedByAll()
            .allow("policyArn", Allowed.arn())
            .missingCodes("NoSuchEntity")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        call.clients().iam().attachRolePolicy(request -> request.roleName(inputs.text("role"))
                .policyArn(inputs.text("policyArn")));
        return inputs.need("role") + "/" + inputs.need("policyArn");
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        String role = id.substring(0, Math.max(0, id.indexOf('/')));
        String policy = id.substring(id.indexOf('/') + 1);
        return call
                .clients()
                .iam()
                .listAttachedRolePoliciesPaginator(request -> request.roleName(role))
                .attachedPolicies()
                .stream()
                .filter(attached -> attached.policyArn().equals(policy))
                .findFirst()
                .map(attached -> PropertyMap.EMPTY.with("role", role).with("policyArn", policy));
    }

    @Override
    public void update(Call call, String id, Change change) {
        throw new IllegalStateException(
                "got an update in place, expected a replacement: AWS cannot change an attachment");
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().iam().detachRolePolicy(request -> request.roleName(state.need("role"))
                .policyArn(state.need("policyArn")));
    }
}
