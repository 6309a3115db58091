package dev.slipway.local.provider.function;

import com.pulumi.aws.inputs.GetCallerIdentityPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@code aws:index/getCallerIdentity:getCallerIdentity}: who the credentials belong to. */
public final class GetCallerIdentityFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetCallerIdentityPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        GetCallerIdentityResponse identity = call.clients().sts().getCallerIdentity();
        return PropertyMap.EMPTY
                .with("accountId", identity.account())
                .with("arn", identity.arn())
                .with("id", identity.account())
                .with("userId", identity.userId());
    }
}
