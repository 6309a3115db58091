package dev.slipway.local.provider.iam;

import com.pulumi.aws.iam.inputs.GetRolePlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import java.util.List;

/** {@code aws:iam/getRole:getRole}: an existing role. */
public final class GetRoleFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetRolePlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("name");
        PropertyMap found = Found.byId(call, new RoleResource(), name, "the IAM role \"" + name + "\"");
        return found.only(
                        "arn",
                        "assumeRolePolicy",
                        "createDate",
                        "id",
                        "maxSessionDuration",
                        "name",
                        "path",
                        "tags",
                        "uniqueId")
                .with("description", found.text("description", ""))
                .with("permissionsBoundary", found.text("permissionsBoundary", ""))
                .with("roleLastUseds", List.of());
    }
}
