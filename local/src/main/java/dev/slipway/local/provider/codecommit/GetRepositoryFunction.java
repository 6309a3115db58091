package dev.slipway.local.provider.codecommit;

import com.pulumi.aws.codecommit.inputs.GetRepositoryPlainArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.function.Found;
import dev.slipway.local.provider.function.FunctionHandler;
import dev.slipway.local.provider.property.PropertyMap;

/** {@code aws:codecommit/getRepository:getRepository}: an existing Git repository. */
public final class GetRepositoryFunction implements FunctionHandler {
    @Override
    public Class<?> args() {
        return GetRepositoryPlainArgs.class;
    }

    @Override
    public PropertyMap invoke(Call call, PropertyMap args) {
        String name = args.need("repositoryName");
        PropertyMap found =
                Found.byId(call, new RepositoryResource(), name, "the CodeCommit repository \"" + name + "\"");
        return found.only("arn", "cloneUrlHttp", "cloneUrlSsh", "id", "repositoryId", "repositoryName")
                .with("kmsKeyId", found.text("kmsKeyId", ""));
    }
}
