package dev.slipway.local.provider.ecr;

import com.pulumi.aws.ecr.LifecyclePolicy;
import com.pulumi.aws.ecr.LifecyclePolicyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;

/** Which images of a repository expire. AWS keeps one policy per repository, so the old one goes first. */
public final class LifecyclePolicyResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(LifecyclePolicy.class, LifecyclePolicyArgs.class)
            .replacedByAll()
            .deleteBeforeReplace()
            .json("policy")
            .missingCodes("LifecyclePolicyNotFoundException", "RepositoryNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        return call.clients()
                .ecr()
                .putLifecyclePolicy(request ->
                        request.repositoryName(inputs.text("repository")).lifecyclePolicyText(inputs.text("policy")))
                .repositoryName();
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        GetLifecyclePolicyResponse found =
                call.clients().ecr().getLifecyclePolicy(request -> request.repositoryName(id));
        return Optional.of(PropertyMap.EMPTY
                .with("repository", id)
                .with("registryId", found.registryId())
                .with("policy", found.lifecyclePolicyText()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        create(call, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ecr().deleteLifecyclePolicy(request -> request.repositoryName(id));
    }
}
