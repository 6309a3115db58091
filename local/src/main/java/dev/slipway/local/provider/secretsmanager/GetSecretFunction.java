package dev.slipway.local.provider.secretsmanager;

import com.pulumi.aws.secretsmanager.inputs.GetSecretPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** {@code aws:secretsmanager/getSecret:getSecret}: an existing secret, without its value. */
public final class GetSecretFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetSecretPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String id = args.text("arn", args.text("name", ""));
        if (id.isEmpty()) {
            throw new IllegalArgumentException("got neither arn nor name, expected one of them");
        }
        PropertyMap found = Found.byId(call, new SecretResource(), id, "the secret \"" + id + "\"");
        DescribeSecretResponse secret = call.clients().secrets().describeSecret(request -> request.secretId(id));
        return found.with("id", found.get("arn"))
                .with("description", found.text("description", ""))
                .with("kmsKeyId", found.text("kmsKeyId", ""))
                .with("policy", found.text("policy", ""))
                .with("createdDate", String.valueOf(secret.createdDate()))
                .with("lastChangedDate", String.valueOf(secret.lastChangedDate()));
    }
}
