package dev.slipway.local.provider.ecr;

import com.pulumi.aws.ecr.RepositoryPolicy;
import com.pulumi.aws.ecr.RepositoryPolicyArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;

/** Who else may use a repository. */
public final class RepositoryPolicyResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(RepositoryPolicy.class, RepositoryPolicyArgs.class)
            .replacedBy("repository")
            .policy("policy")
            .missingCodes("RepositoryPolicyNotFoundException", "RepositoryNotFoundException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        return call.onceRoleIsUsable(() -> call.clients()
                .ecr()
                .setRepositoryPolicy(request ->
                        request.repositoryName(inputs.text("repository")).policyText(inputs.text("policy")))
                .repositoryName());
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        GetRepositoryPolicyResponse found =
                call.clients().ecr().getRepositoryPolicy(request -> request.repositoryName(id));
        return Optional.of(PropertyMap.EMPTY
                .with("repository", id)
                .with("registryId", found.registryId())
                .with("policy", found.policyText()));
    }

    @Override
    public void update(Call call, String id, Change change) {
        create(call, change.inputs());
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().ecr().deleteRepositoryPolicy(request -> request.repositoryName(id));
    }
}
