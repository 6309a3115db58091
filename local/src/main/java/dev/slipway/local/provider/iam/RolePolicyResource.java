package dev.slipway.local.provider.iam;

import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.AutoName;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;

/** One inline policy of a role. */
public final class RolePolicyResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(RolePolicy.class, RolePolicyArgs.class)
            .autoName(AutoName.of("name", 128))
            .computed("namePrefix")
            .replacedBy("name", "namePrefix", "role")
            .conflicting("name", "namePrefix")
            .notReadable("namePrefix")
            .policy("policy")
            .allow("name", Allowed.pattern("[\\w+=,.@-]{1,128}", "1 to 128 of letters, digits and + = , . @ - _"))
            .missingCodes("NoSuchEntity")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        put(call, inputs);
        return inputs.need("role") + ":" + inputs.need("name");
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        String document = call.clients()
                .iam()
                .getRolePolicy(request -> request.roleName(role(id)).policyName(name(id)))
                .policyDocument();
        return Optional.of(PropertyMap.EMPTY
                .with("role", role(id))
                .with("name", name(id))
                .with("policy", RoleResource.decode(document)));
    }

    @Override
    public void update(Call call, String id, Change change) {
        put(call, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().iam().deleteRolePolicy(request -> request.roleName(role(id))
                .policyName(name(id)));
    }

    private static void put(Call call, PropertyMap inputs) {
        call.clients().iam().putRolePolicy(request -> request.roleName(inputs.text("role"))
                .policyName(inputs.text("name"))
                .policyDocument(inputs.text("policy")));
    }

    private static String role(String id) {
        return id.substring(0, Math.max(0, id.indexOf(':')));
    }

    private static String name(String id) {
        return id.substring(id.indexOf(':') + 1);
    }
}
