package dev.slipway.local.provider.codecommit;

import com.pulumi.aws.codecommit.Repository;
import com.pulumi.aws.codecommit.RepositoryArgs;
import dev.slipway.local.provider.aws.Call;
import dev.slipway.local.provider.property.PropertyMap;
import dev.slipway.local.provider.resource.Allowed;
import dev.slipway.local.provider.resource.Change;
import dev.slipway.local.provider.resource.ResourceHandler;
import dev.slipway.local.provider.resource.ResourceType;
import dev.slipway.local.provider.resource.Steps;
import dev.slipway.local.provider.resource.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.InvalidRepositoryNameException;
import software.amazon.awssdk.services.codecommit.model.RepositoryDoesNotExistException;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

/** A Git repository. Its default branch is set only once that branch exists, as with the official plugin. */
public final class RepositoryResource implements ResourceHandler {
    private static final ResourceType TYPE = ResourceType.of(Repository.class, RepositoryArgs.class)
            .computed("kmsKeyId")
            .sameWhen("kmsKeyId", (a, b) -> keyId(a).equals(keyId(b)))
            .refreshedByUpdate("cloneUrlHttp", "cloneUrlSsh", "arn")
            .notReadable("defaultBranch")
            .allow("repositoryName", Allowed.pattern("[\\w.-]{1,100}", "1 to 100 of letters, digits and . _ -"))
            .allow("description", Allowed.length(0, 1000))
            .missingCodes("RepositoryDoesNotExistException")
            .build();

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public String create(Call call, PropertyMap inputs) {
        CodeCommitClient codeCommit = call.clients().codeCommit();
        String name = inputs.need("repositoryName");
        codeCommit.createRepository(request -> request.repositoryName(name)
                .repositoryDescription(inputs.text("description"))
                .kmsKeyId(inputs.text("kmsKeyId"))
                .tags(inputs.textMap(Tags.ALL)));
        return Steps.after(name, () -> defaultBranch(codeCommit, name, inputs));
    }

    @Override
    public Optional<PropertyMap> read(Call call, String id, PropertyMap known) {
        CodeCommitClient codeCommit = call.clients().codeCommit();
        RepositoryMetadata repository = find(codeCommit, id, known);
        return Optional.of(PropertyMap.EMPTY
                .with("arn", repository.arn())
                .with("repositoryId", repository.repositoryId())
                .with("repositoryName", repository.repositoryName())
                .with("description", repository.repositoryDescription())
                .with("cloneUrlHttp", repository.cloneUrlHttp())
                .with("cloneUrlSsh", repository.cloneUrlSsh())
                .with("kmsKeyId", repository.kmsKeyId())
                // A repository without commits has none, so this tells drift only once a program has asked for it.
                .with("defaultBranch", known.has("defaultBranch") ? repository.defaultBranch() : null)
                .with(
                        Tags.ALL,
                        Tags.read(codeCommit
                                .listTagsForResource(request -> request.resourceArn(repository.arn()))
                                .tags())));
    }

    @Override
    public void update(Call call, String id, Change change) {
        CodeCommitClient codeCommit = call.clients().codeCommit();
        PropertyMap inputs = change.inputs();
        String before = name(id, change.state());
        String name = inputs.need("repositoryName");
        if (!name.equals(before)) {
            codeCommit.updateRepositoryName(request -> request.oldName(before).newName(name));
        }
        if (change.touches("description")) {
            codeCommit.updateRepositoryDescription(
                    request -> request.repositoryName(name).repositoryDescription(inputs.text("description", "")));
        }
        if (inputs.has("kmsKeyId") && change.touches("kmsKeyId")) {
            codeCommit.updateRepositoryEncryptionKey(
                    request -> request.repositoryName(name).kmsKeyId(inputs.text("kmsKeyId")));
        }
        if (change.touches("defaultBranch")) {
            defaultBranch(codeCommit, name, inputs);
        }
        String arn = metadata(codeCommit, name).arn();
        Tags.change(
                change,
                gone -> codeCommit.untagResource(
                        request -> request.resourceArn(arn).tagKeys(gone)),
                set -> codeCommit.tagResource(
                        request -> request.resourceArn(arn).tags(set)));
    }

    @Override
    public void delete(Call call, String id, PropertyMap state) {
        call.clients().codeCommit().deleteRepository(request -> request.repositoryName(name(id, state)));
    }

    // A renaming that failed leaves the old name, which is the id unless the repository was renamed before.
    private static RepositoryMetadata find(CodeCommitClient codeCommit, String id, PropertyMap known) {
        try {
            return metadata(codeCommit, name(id, known));
        } catch (RepositoryDoesNotExistException | InvalidRepositoryNameException e) {
            RepositoryMetadata first = metadata(codeCommit, id);
            if (first.repositoryId().equals(known.text("repositoryId"))) {
                return first;
            }
            throw e;
        }
    }

    private static RepositoryMetadata metadata(CodeCommitClient codeCommit, String name) {
        return codeCommit.getRepository(request -> request.repositoryName(name)).repositoryMetadata();
    }

    // The name may change, but the id, the first name, cannot.
    private static String name(String id, PropertyMap state) {
        return state.text("repositoryName", id);
    }

    private static void defaultBranch(CodeCommitClient codeCommit, String name, PropertyMap inputs) {
        String branch = inputs.text("defaultBranch", "");
        if (branch.isEmpty()) {
            return;
        }
        boolean exists = codeCommit.listBranchesPaginator(request -> request.repositoryName(name)).branches().stream()
                .anyMatch(branch::equals);
        if (exists) {
            codeCommit.updateDefaultBranch(
                    request -> request.repositoryName(name).defaultBranchName(branch));
        }
    }

    private static String keyId(Object idOrArn) {
        String text = idOrArn.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
